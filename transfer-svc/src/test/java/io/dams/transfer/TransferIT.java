package io.dams.transfer;

import io.dams.platform.testing.FrameContract;
import io.dams.platform.testing.RealServers;

/** The service boots on real servers, and pretends nothing. */
@RealServers(schema = "transfer")
class TransferIT extends FrameContract {}
