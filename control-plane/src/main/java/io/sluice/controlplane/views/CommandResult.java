package io.sluice.controlplane.views;

import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import org.jspecify.annotations.Nullable;

/// What became of one command.
///
/// @param sequence the transition that says so
/// @param reason why it was rejected or changed nothing, as a fixed word; empty when accepted
/// @param field the field a rejection is about, as a path in the process's JSON
/// @param detail the same in words; empty when accepted
public record CommandResult(
    ProcessId processId,
    CommandId commandId,
    long sequence,
    Outcome outcome,
    String reason,
    @Nullable String field,
    String detail) {}
