/** Tests of the whole service, on real servers, with simulated merchants around it. */
@NullMarked
package io.dams.backoffice;

import org.jspecify.annotations.NullMarked;
