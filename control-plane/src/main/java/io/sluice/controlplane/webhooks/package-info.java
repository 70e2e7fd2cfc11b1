/// Webhooks: events of processes delivered to URLs of the operator's, signed, in the order of each
/// process, at least once, and put aside when nobody takes them.
///
/// Core: [Backoff], [Signature], [Answer].
///
/// Thread: a reader for each webhook; a virtual thread `webhook-NAME` for each process of which
/// something waits.
///
/// Spec: Standard Webhooks 1.0.0.
@NullMarked
package io.sluice.controlplane.webhooks;

import org.jspecify.annotations.NullMarked;
