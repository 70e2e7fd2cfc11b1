package io.sluice.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.Test;

class LoggingTest {
  @Test
  void saysNoMoreThanWhatHappenedWhenItRunsAsAProgram() throws JoranException {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);

    configurator.doConfigure(Main.class.getResource("/" + Main.LOGBACK));

    assertThat(context.getLogger("ROOT").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("io.sluice").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("org.apache.kafka.clients").getEffectiveLevel())
        .isEqualTo(Level.WARN);
    context.stop();
  }
}
