package io.sluice.benchmarks.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The programs of `benchmarks/media/`, compiled.
record Programs(Path folder) {
  /// By their build script, with the compilers of this machine.
  static Programs build(Path folder) throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(sources().resolve("build").toString(), folder.toString())
            .inheritIO()
            .start();
    if (build.waitFor() != 0) {
      throw new IOException("the programs in " + sources() + " do not build");
    }
    return new Programs(folder);
  }

  /// Tests run in the module's folder, `benchmarks/run` in the one above.
  private static Path sources() {
    Path here = Path.of("media");
    return (Files.isDirectory(here) ? here : Path.of("benchmarks", "media")).toAbsolutePath();
  }

  /// Starts one of them; what it complains of is shown.
  ///
  /// @param core it runs on; negative: any
  Process start(int core, String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (core >= 0) {
      command.addAll(List.of("taskset", "-c", Integer.toString(core)));
    }
    command.add(folder.resolve(program).toString());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
