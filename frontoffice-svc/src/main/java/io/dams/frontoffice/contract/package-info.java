/** Contracts of a point against a token (合约信息表): kept here, in force when the core says so. */
@NullMarked
package io.dams.frontoffice.contract;

import org.jspecify.annotations.NullMarked;
