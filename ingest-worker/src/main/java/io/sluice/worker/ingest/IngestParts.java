package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.Ffmpeg;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.usage.UsageSource;
import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What every process on this worker is made of.
///
/// @param legs opens the way into one FFmpeg
/// @param listenLimit how long FFmpeg may take to bind its ports
/// @param flights the records of sessions
/// @param usage also what makes the watchers look
public record IngestParts(
    PortPool ports,
    Ffmpeg ffmpeg,
    Function<LegPlan, IngestLegs> legs,
    PublisherGate publishers,
    FactSink facts,
    Flights flights,
    ResizePolicy resizes,
    RandomGenerator random,
    Duration listenLimit,
    UsageSource usage) {}
