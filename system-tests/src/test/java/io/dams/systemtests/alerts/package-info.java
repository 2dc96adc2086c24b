/** Alerts, checked without a cluster: their metrics exist, their pages exist, and they fire. */
@NullMarked
package io.dams.systemtests.alerts;

import org.jspecify.annotations.NullMarked;
