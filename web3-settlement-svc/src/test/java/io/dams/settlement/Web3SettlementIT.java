package io.dams.settlement;

import io.dams.platform.testing.FrameContract;
import io.dams.platform.testing.RealServers;

/** The service boots on real servers, and pretends nothing. */
@RealServers(schema = "redotapp")
class Web3SettlementIT extends FrameContract {}
