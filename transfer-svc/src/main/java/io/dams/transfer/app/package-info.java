/**
 * Partner apps (划转应用): what operators set about them, and the secrets that we share with them.
 * Serves invariant 9: who may move money, and on which terms, is in one place with an audit.
 */
@NullMarked
package io.dams.transfer.app;

import org.jspecify.annotations.NullMarked;
