@NullMarked
package io.dams.transfer.query;

import org.jspecify.annotations.NullMarked;
