package io.sluice.worker.ffmpeg;

import io.sluice.worker.storage.DiskRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Where outputs that are paths end up. Nothing is ever written outside of it: `..` and symbolic
/// links are refused, wherever they stand in a path.
public final class OutputFolder {
  private static final String END_OF_PLAYLIST = "#EXT-X-ENDLIST";
  private static final int MAX_KEPT = 10_000;

  private final Path root;

  private final DiskRoom room;

  private OutputFolder(Path root, DiskRoom room) {
    this.root = root;
    this.room = room;
  }

  /// Makes the folder when it is missing.
  public static OutputFolder at(Path folder) throws IOException {
    return at(folder, 0);
  }

  /// Makes the folder when it is missing.
  ///
  /// @param minFreeBytes with less than this left on its disk, nothing is begun in it
  public static OutputFolder at(Path folder, long minFreeBytes) throws IOException {
    Files.createDirectories(folder);
    Path root = folder.toRealPath();
    return new OutputFolder(root, new DiskRoom(root, minFreeBytes));
  }

  public DiskRoom room() {
    return room;
  }

  public Path root() {
    return root;
  }

  /// The same as [#prepare], for something that is to grow.
  Path prepareForWriting(String relative) throws IOException {
    Optional<String> shortage = room.shortage();
    if (shortage.isPresent()) {
      throw new IOException(shortage.get());
    }
    return prepare(relative);
  }

  /// Makes the folders above `relative` and returns where it is.
  Path prepare(String relative) throws IOException {
    Path wanted = root.resolve(relative).normalize();
    if (!wanted.startsWith(root) || wanted.equals(root)) {
      throw new IOException("the output leaves the output folder: " + relative);
    }
    Path folder = root;
    Path below = root.relativize(wanted);
    for (int i = 0; i < below.getNameCount() - 1; i++) {
      folder = folder.resolve(below.getName(i));
      refuseLink(folder, relative);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(folder);
      }
    }
    refuseLink(wanted, relative);
    if (Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("the output is a folder: " + relative);
    }
    return wanted;
  }

  /// A file that stands here; empty when there is none, or the way to it leads over a link.
  public Optional<Path> find(String relative) {
    Path wanted = root.resolve(relative).normalize();
    if (!wanted.startsWith(root) || wanted.equals(root)) {
      return Optional.empty();
    }
    Path step = root;
    for (Path name : root.relativize(wanted)) {
      step = step.resolve(name);
      if (Files.isSymbolicLink(step)) {
        return Optional.empty();
      }
    }
    return Files.isRegularFile(wanted, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(wanted)
        : Optional.empty();
  }

  /// Gives a recording that already stands at `file` another name, `show.mkv` → `show.1.mkv`: a new
  /// start of FFmpeg must not destroy what an earlier one recorded.
  void keepEarlier(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) == 0) {
      return;
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    for (int i = 1; i <= MAX_KEPT; i++) {
      Path other = file.resolveSibling(stem + "." + i + extension);
      if (!Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(file, other);
        return;
      }
    }
    throw new IOException("more than " + MAX_KEPT + " earlier recordings: " + name);
  }

  /// Tells players that nothing follows (RFC 8216 §4.3.3.4); a playlist that is not there stays so.
  void endPlaylist(String relative) throws IOException {
    Path playlist = prepare(relative);
    if (Files.isRegularFile(playlist, LinkOption.NOFOLLOW_LINKS)
        && !Files.readString(playlist).contains(END_OF_PLAYLIST)) {
      Files.writeString(playlist, END_OF_PLAYLIST + "\n", StandardOpenOption.APPEND);
    }
  }

  private static void refuseLink(Path path, String relative) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw new IOException("the output leads over a symbolic link: " + relative);
    }
  }
}
