/**
 * The demo stories: a market maker, customers and three merchants. They use the fleet as its users
 * do.
 */
@NullMarked
package io.dams.sandbox.demo;

import org.jspecify.annotations.NullMarked;
