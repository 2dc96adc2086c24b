/** The user of a request, by the access token that the frontoffice issued. */
@NullMarked
package io.dams.transfer.signedin;

import org.jspecify.annotations.NullMarked;
