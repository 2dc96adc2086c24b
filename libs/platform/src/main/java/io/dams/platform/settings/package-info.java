/**
 * The settings that every service starts from, {@code dams-defaults.yaml}. Any of them may be set
 * anew by the service or its installation.
 */
@NullMarked
package io.dams.platform.settings;

import org.jspecify.annotations.NullMarked;
