/** The way to the services: the routes stand in application.yaml, here is what guards them. */
@NullMarked
package io.dams.gateway.route;

import org.jspecify.annotations.NullMarked;
