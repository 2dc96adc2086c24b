/** Order groups before they are accepted: what is asked for, and the rules that it must keep. */
@NullMarked
package io.dams.frontoffice.draft;

import org.jspecify.annotations.NullMarked;
