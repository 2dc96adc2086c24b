package io.dams.backoffice.tokenhold;

import io.dams.contracts.id.OrderGroupId;

/** What a VOID obligation says: free the tokens of a group that will not be submitted. */
record VoidHold(OrderGroupId group) {}
