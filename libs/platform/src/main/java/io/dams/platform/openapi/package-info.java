/**
 * What the OpenAPI documents of all services have in common: problem answers, and no parameter that
 * is ours alone.
 */
@NullMarked
package io.dams.platform.openapi;

import org.jspecify.annotations.NullMarked;
