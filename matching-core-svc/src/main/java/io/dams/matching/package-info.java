/** The matching core: the service around the engine. */
@NullMarked
package io.dams.matching;

import org.jspecify.annotations.NullMarked;
