/** Tenants' wallets on chains: for now the service's frame, with its own schema and health. */
@NullMarked
package io.dams.wallet;

import org.jspecify.annotations.NullMarked;
