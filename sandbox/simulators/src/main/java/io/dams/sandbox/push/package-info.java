/** A simulated push service of Android: FCM's HTTP v1 API and the token endpoint before it. */
@NullMarked
package io.dams.sandbox.push;

import org.jspecify.annotations.NullMarked;
