package io.sluice.process.rules;

/// One thing that a process may not ask for.
///
/// @param rule that is broken
/// @param field path in the process's JSON, such as `output[0].options[2]`
/// @param reason what is wrong, without repeating a value that may hold a secret
/// @param advice what to do instead
public record RuleProblem(Rule rule, String field, String reason, String advice) {
  /// Of a field that no other rule is about.
  public RuleProblem(String field, String reason, String advice) {
    this(Rule.SETTING, field, reason, advice);
  }

  @Override
  public String toString() {
    return field + " " + reason + " [" + rule + "]: " + advice;
  }
}
