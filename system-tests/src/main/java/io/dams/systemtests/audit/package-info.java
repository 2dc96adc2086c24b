/**
 * The auditor: reads what ledger, backoffice and merchants each wrote down for themselves, and says
 * where they contradict each other or the rules of conservation. The rules are pure functions of
 * {@link io.dams.systemtests.audit.Books}; they trust no service's own sums.
 */
@NullMarked
package io.dams.systemtests.audit;

import org.jspecify.annotations.NullMarked;
