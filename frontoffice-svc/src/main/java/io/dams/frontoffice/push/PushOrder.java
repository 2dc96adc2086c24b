package io.dams.frontoffice.push;

import io.dams.contracts.id.OrderGroupId;

/**
 * What is owed to one device. No personal data: the device is looked up when it is tried.
 *
 * @param session whose device
 * @param group the order group that it is about
 * @param template which text
 * @param reason filled into the text; empty for none
 */
record PushOrder(String session, OrderGroupId group, String template, String reason) {}
