package io.dams.contracts.topic;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;

/**
 * The record of {@link Topics#PUSH}: tell a user's iOS and Android devices about an order.
 *
 * @param user whose devices
 * @param group the order
 * @param template which text, a stable code such as {@code SUBMIT_FAILURE}
 * @param reason filled into the text
 */
public record PushRequested(UserId user, OrderGroupId group, String template, String reason) {}
