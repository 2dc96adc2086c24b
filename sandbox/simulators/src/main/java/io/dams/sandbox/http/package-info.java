/** A small HTTP server for simulators: calls and answers as values, JSON by Jackson. */
@NullMarked
package io.dams.sandbox.http;

import org.jspecify.annotations.NullMarked;
