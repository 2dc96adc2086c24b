/**
 * Launchers for the real servers that DAMS needs, and {@link io.dams.sandbox.servers.SharedServers}
 * that gives tests one running set of them.
 */
@NullMarked
package io.dams.sandbox.servers;

import org.jspecify.annotations.NullMarked;
