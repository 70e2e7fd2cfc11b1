/// A Kafka of three brokers, each a program of its own, made to be broken.
///
/// Thread: callers'; Kafka's own in each broker.
@NullMarked
package io.sluice.acceptance.cluster;

import org.jspecify.annotations.NullMarked;
