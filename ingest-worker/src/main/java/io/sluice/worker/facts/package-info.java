/// What happened here, told to Kafka: numbered, in order, and without ever making a stream wait.
///
/// Thread: facts are taken on any; `facts` writes them.
@NullMarked
package io.sluice.worker.facts;

import org.jspecify.annotations.NullMarked;
