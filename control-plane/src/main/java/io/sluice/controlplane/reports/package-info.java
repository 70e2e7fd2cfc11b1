/// What the runs of FFmpeg left as reports: an index in memory of the last runs of each process,
/// and the whole report read from Kafka when somebody asks for it.
///
/// Thread: [ReportFollower] owns one that fills the index; all else on any.
@NullMarked
package io.sluice.controlplane.reports;

import org.jspecify.annotations.NullMarked;
