/// What the in-memory log and Kafka's both promise, as tests that run on either.
@NullMarked
package io.sluice.eventlog.contract;

import org.jspecify.annotations.NullMarked;
