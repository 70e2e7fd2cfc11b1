package io.sluice.controlplane.process;

/// Where publishers are taken in: the worker, under the generation that it runs, and its endpoint.
public record Reception(Owner owner, Endpoint endpoint) {}
