/// The control plane as a program: its configuration, how its parts are wired, and its start and
/// end.
///
/// Thread: whoever calls [ControlPlane#start] and [ControlPlane#close]; the parts own their
/// threads.
@Configuration
@Requires(property = "sluice.role", value = "control-plane")
@NullMarked
package io.sluice.controlplane;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
