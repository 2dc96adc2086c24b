/**
 * The fleet as its users have it: customers through the gateway, operators through the ops API, and
 * the market that they open. Shared by the demo, the fault tests and the benchmarks.
 */
@NullMarked
package io.dams.sandbox.client;

import org.jspecify.annotations.NullMarked;
