package io.sluice.standalone.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/// Where the log goes. The terminal belongs to the command, so it sees warnings of ours at the
/// most, unless it asks for more; all else goes to a file where the command has a folder.
final class LogOptions {
  private static final String PATTERN =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level %logger{24}: %msg %kvp%n";
  // Held, for java.util.logging forgets the levels of loggers that nobody holds.
  private static final java.util.logging.Logger JUL_ROOT = java.util.logging.Logger.getLogger("");

  private static final String OURS = "io.sluice";

  @Option(
      names = {"-v", "--verbose"},
      description = "Show the log on standard error.")
  private boolean verbose;

  LogOptions() {
    // Libraries that log by java.util.logging write to standard error, whoever asked for it.
    JUL_ROOT.setLevel(java.util.logging.Level.WARNING);
  }

  /// The log to standard error: our warnings, or all of ours.
  void toConsole() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(OURS).setLevel(verbose ? Level.INFO : Level.WARN);
  }

  /// The log to `file`, and on standard error our warnings, or all with `--verbose`.
  void toFile(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    var toFile = new FileAppender<ILoggingEvent>();
    toFile.setFile(file.toString());
    root.addAppender(started(toFile, context));
    var toConsole = new ConsoleAppender<ILoggingEvent>();
    toConsole.setTarget("System.err");
    toConsole.addFilter(from(verbose ? Level.INFO : Level.WARN));
    Logger ours = context.getLogger(OURS);
    ours.addAppender(started(toConsole, context));
    ours.setLevel(Level.INFO);
  }

  private static ThresholdFilter from(Level level) {
    var filter = new ThresholdFilter();
    filter.setLevel(level.levelStr);
    filter.start();
    return filter;
  }

  private static OutputStreamAppender<ILoggingEvent> started(
      OutputStreamAppender<ILoggingEvent> appender, LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
