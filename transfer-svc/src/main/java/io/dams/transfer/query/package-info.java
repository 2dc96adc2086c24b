/** Orders by user, by app and for operators: in keyset pages, and as CSV. */
@NullMarked
package io.dams.transfer.query;

import org.jspecify.annotations.NullMarked;
