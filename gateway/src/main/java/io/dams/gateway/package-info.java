/** The one public door of DAMS: routes, identity, limits and the API page; no business logic. */
@NullMarked
package io.dams.gateway;

import org.jspecify.annotations.NullMarked;
