/** What tests of every service share: real servers, tokens, the rules of the code's structure. */
@NullMarked
package io.dams.platform.testing;

import org.jspecify.annotations.NullMarked;
