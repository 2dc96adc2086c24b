/**
 * The demo story: a market maker, three customers and three merchants. It uses the fleet as its
 * users do: customers through the gateway, the operator through the ops API.
 */
@NullMarked
package io.dams.sandbox.demo;

import org.jspecify.annotations.NullMarked;
