package io.sluice.worker.ingest;

import io.sluice.worker.reception.ReceptionFigures;

/// How the media of the live publisher comes in.
public record PublisherReception(String sessionId, ReceptionFigures figures) {}
