/** Tests of what crosses a service boundary. */
@NullMarked
package io.dams.contracts.topic;

import org.jspecify.annotations.NullMarked;
