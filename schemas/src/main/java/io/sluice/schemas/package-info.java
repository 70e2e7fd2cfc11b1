/// The contracts of all that crosses Kafka: the records (generated from `src/main/avro`), the
/// catalogue of topics, and the codec.
///
/// Thread: everything here is immutable or confined to one call.
package io.sluice.schemas;
