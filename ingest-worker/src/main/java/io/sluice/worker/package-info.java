/// The ingest worker as a program: its configuration, how its parts are wired, and its start and
/// end.
///
/// Thread: whoever calls [IngestWorker#start] and [IngestWorker#close]; the parts own their
/// threads.
@Configuration
@Requires(property = "sluice.role", value = "worker")
@NullMarked
package io.sluice.worker;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
