package io.dams.remedy;

import io.dams.platform.testing.FrameContract;
import io.dams.platform.testing.RealServers;

/** The service boots on real servers, and pretends nothing. */
@RealServers(schema = "remedy")
class RemedyTaskIT extends FrameContract {}
