package io.dams.backoffice.reserve;

import io.dams.contracts.id.LegId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;

/** What a VERIFY obligation says: see that a buy leg's destination can take points. */
record VerifyDestination(LegId leg, AssetCode exCode, String uid, Instant deadline) {}
