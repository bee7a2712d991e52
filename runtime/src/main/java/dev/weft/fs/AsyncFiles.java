package dev.weft.fs;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.fs.Entries;
import dev.weft.internal.fs.PathHop;
import dev.weft.internal.fs.TreeWalk;
import dev.weft.internal.fs.Watching;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileStore;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Files} does, without a thread that waits: each method does what the one of the same
 * name does there, on a thread of the runtime's pool for blocking work.
 *
 * <pre>{@code
 * String text = await(AsyncFiles.readString(path));
 * await(AsyncFiles.writeString(copy, text));
 * }</pre>
 *
 * <p>A method that changes something is carried out once it has begun, which it is when its future
 * is first polled, whatever becomes of the task and even if the runtime is closed; if it fails when
 * nobody waits any more, the runtime's handler of uncaught exceptions is told. One that only looks
 * is dropped then. Either way a future that is cancelled ends at once, and waits for no disk.
 *
 * <p>Failures are those of {@code Files}, and name the file. On a runtime that is closed a future
 * fails with an {@link IOException} that says so; that is all that {@link #exists} and the like can
 * fail with.
 *
 * <p>Directories and texts are streams, which are fetched in batches, one hop to the pool and back
 * each. They have to be closed where they are left before the end.
 *
 * <p>Left out are those that give something which blocks ({@code newInputStream}, {@code
 * newByteChannel} and the like, {@code copy} from and to such, {@code getFileAttributeView}):
 * {@link AsyncFile} is in their place, and {@link #list(Path, String)} in that of {@code
 * newDirectoryStream}.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/fs/index.html">Tokio's fs</a>
 */
public final class AsyncFiles {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private AsyncFiles() {}

  // Whole files

  /**
   * Reads all bytes of a file.
   *
   * @param path where it is
   * @return a lazy future of the bytes
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<byte[]> readAllBytes(Path path) throws IOException {
    return PathHop.look("reading", path, () -> Files.readAllBytes(path));
  }

  /**
   * Reads a file as a text in UTF-8.
   *
   * @param path where it is
   * @return a lazy future of the text; it fails if the bytes are none
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<String> readString(Path path) throws IOException {
    return PathHop.look("reading", path, () -> Files.readString(path));
  }

  /**
   * Reads a file as a text.
   *
   * @param path where it is
   * @param charset what it is a text in
   * @return a lazy future of the text; it fails if the bytes are none
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<String> readString(Path path, Charset charset) throws IOException {
    return PathHop.look("reading", path, () -> Files.readString(path, charset));
  }

  /**
   * Reads a file as lines of a text in UTF-8.
   *
   * @param path where it is
   * @return a lazy future of the lines
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<List<String>> readAllLines(Path path) throws IOException {
    return PathHop.look("reading", path, () -> Files.readAllLines(path));
  }

  /**
   * Reads a file as lines of a text.
   *
   * @param path where it is
   * @param charset what it is a text in
   * @return a lazy future of the lines
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<List<String>> readAllLines(Path path, Charset charset) throws IOException {
    return PathHop.look("reading", path, () -> Files.readAllLines(path, charset));
  }

  /**
   * Writes bytes to a file. It is carried out once it has begun, which it is when the future is
   * first polled, even if that is cancelled or the runtime is closed meanwhile.
   *
   * @param path where it is
   * @param bytes the bytes, which are not copied: they must not be changed before they are written
   * @param options what if the file is there or isn't; none is to make it, or to empty it
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> write(Path path, byte[] bytes, OpenOption... options)
      throws IOException {
    return PathHop.change("writing", path, () -> Files.write(path, bytes, options));
  }

  /**
   * Writes lines to a file, as text in UTF-8. It is carried out once it has begun, which it is when
   * the future is first polled, even if that is cancelled or the runtime is closed meanwhile.
   *
   * @param path where it is
   * @param lines the lines, which a thread for blocking work goes over
   * @param options what if the file is there or isn't; none is to make it, or to empty it
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> write(
      Path path, Iterable<? extends CharSequence> lines, OpenOption... options) throws IOException {
    return PathHop.change("writing", path, () -> Files.write(path, lines, options));
  }

  /**
   * Writes lines to a file. It is carried out once it has begun, which it is when the future is
   * first polled, even if that is cancelled or the runtime is closed meanwhile.
   *
   * @param path where it is
   * @param lines the lines, which a thread for blocking work goes over
   * @param charset what they are to be written in
   * @param options what if the file is there or isn't; none is to make it, or to empty it
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> write(
      Path path, Iterable<? extends CharSequence> lines, Charset charset, OpenOption... options)
      throws IOException {
    return PathHop.change("writing", path, () -> Files.write(path, lines, charset, options));
  }

  /**
   * Writes a text to a file, in UTF-8. It is carried out once it has begun, which it is when the
   * future is first polled, even if that is cancelled or the runtime is closed meanwhile.
   *
   * @param path where it is
   * @param text the text
   * @param options what if the file is there or isn't; none is to make it, or to empty it
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> writeString(Path path, CharSequence text, OpenOption... options)
      throws IOException {
    return PathHop.change("writing", path, () -> Files.writeString(path, text, options));
  }

  /**
   * Writes a text to a file. It is carried out once it has begun, which it is when the future is
   * first polled, even if that is cancelled or the runtime is closed meanwhile.
   *
   * @param path where it is
   * @param text the text
   * @param charset what it is to be written in
   * @param options what if the file is there or isn't; none is to make it, or to empty it
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> writeString(
      Path path, CharSequence text, Charset charset, OpenOption... options) throws IOException {
    return PathHop.change("writing", path, () -> Files.writeString(path, text, charset, options));
  }

  /**
   * Compares two files.
   *
   * @param path where it is
   * @param other where the other one is
   * @return a lazy future of the place of the first byte in which they differ; of -1 if they don't
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Long> mismatch(Path path, Path other) throws IOException {
    return PathHop.look("comparing", path, () -> Files.mismatch(path, other));
  }

  // Making, moving, deleting

  /**
   * Makes an empty file; fails if there is something.
   *
   * @param path where it is
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> createFile(Path path, FileAttribute<?>... attributes)
      throws IOException {
    return PathHop.change("making", path, () -> Files.createFile(path, attributes));
  }

  /**
   * Makes a directory; fails if there is something.
   *
   * @param path where it is
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> createDirectory(Path path, FileAttribute<?>... attributes)
      throws IOException {
    return PathHop.change("making", path, () -> Files.createDirectory(path, attributes));
  }

  /**
   * Makes a directory, and those above it, if they aren't there.
   *
   * @param path where it is
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Path> createDirectories(Path path, FileAttribute<?>... attributes)
      throws IOException {
    return PathHop.change("making", path, () -> Files.createDirectories(path, attributes));
  }

  /**
   * Makes an empty file with a new name.
   *
   * @param directory where to make it
   * @param prefix what its name begins with; null for nothing
   * @param suffix what its name ends with; null is .tmp
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of its path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the name: it has been made all the same")
  public static Future<Path> createTempFile(
      Path directory,
      @Nullable String prefix,
      @Nullable String suffix,
      FileAttribute<?>... attributes)
      throws IOException {
    return PathHop.change(
        "making a file in",
        directory,
        () -> Files.createTempFile(directory, prefix, suffix, attributes));
  }

  /**
   * Makes an empty file with a new name in the directory for such files.
   *
   * @param prefix what its name begins with; null for nothing
   * @param suffix what its name ends with; null is .tmp
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of its path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the name: it has been made all the same")
  public static Future<Path> createTempFile(
      @Nullable String prefix, @Nullable String suffix, FileAttribute<?>... attributes)
      throws IOException {
    return PathHop.change(
        "making a file in", TEMPORARY, () -> Files.createTempFile(prefix, suffix, attributes));
  }

  /**
   * Makes a directory with a new name.
   *
   * @param directory where to make it
   * @param prefix what its name begins with; null for nothing
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of its path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the name: it has been made all the same")
  public static Future<Path> createTempDirectory(
      Path directory, @Nullable String prefix, FileAttribute<?>... attributes) throws IOException {
    return PathHop.change(
        "making a directory in",
        directory,
        () -> Files.createTempDirectory(directory, prefix, attributes));
  }

  /**
   * Makes a directory with a new name in the directory for such files.
   *
   * @param prefix what its name begins with; null for nothing
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of its path
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the name: it has been made all the same")
  public static Future<Path> createTempDirectory(
      @Nullable String prefix, FileAttribute<?>... attributes) throws IOException {
    return PathHop.change(
        "making a directory in", TEMPORARY, () -> Files.createTempDirectory(prefix, attributes));
  }

  /**
   * Makes a symbolic link.
   *
   * @param link where to make it
   * @param target where it leads to; nothing need be there
   * @param attributes what the new one is to have from the beginning
   * @return a lazy future of the link
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> createSymbolicLink(
      Path link, Path target, FileAttribute<?>... attributes) throws IOException {
    return PathHop.change("making", link, () -> Files.createSymbolicLink(link, target, attributes));
  }

  /**
   * Gives a file another name.
   *
   * @param link the name
   * @param existing the file
   * @return a lazy future of the link
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> createLink(Path link, Path existing) throws IOException {
    return PathHop.change("making", link, () -> Files.createLink(link, existing));
  }

  /**
   * Where a symbolic link leads to.
   *
   * @param link the link
   * @return a lazy future of the path in it
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Path> readSymbolicLink(Path link) throws IOException {
    return PathHop.look("reading", link, () -> Files.readSymbolicLink(link));
  }

  /**
   * Copies a file, or makes an empty directory of one. Permissions are copied along on systems that
   * have them in that way.
   *
   * @param source what to copy
   * @param target where to
   * @param options whether to replace what is there, and to copy the attributes
   * @return a lazy future of the target
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> copy(Path source, Path target, CopyOption... options)
      throws IOException {
    return PathHop.change("copying", source, () -> Files.copy(source, target, options));
  }

  /**
   * Moves or renames a file.
   *
   * @param source what to move
   * @param target where to
   * @param options whether to replace what is there, and all in one step
   * @return a lazy future of the target
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Path> move(Path source, Path target, CopyOption... options)
      throws IOException {
    return PathHop.change("moving", source, () -> Files.move(source, target, options));
  }

  /**
   * Deletes a file, a link or an empty directory; fails if there is none.
   *
   * @param path where it is
   * @return a lazy future of the end
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Void> delete(Path path) throws IOException {
    return done(
        PathHop.change(
            "deleting",
            path,
            () -> {
              Files.delete(path);
              return null;
            }));
  }

  /**
   * Deletes a file, a link or an empty directory, if there is one.
   *
   * @param path where it is
   * @return a lazy future of whether there was one
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Boolean> deleteIfExists(Path path) throws IOException {
    return PathHop.change("deleting", path, () -> Files.deleteIfExists(path));
  }

  /**
   * Deletes a file, or a directory with all that is in it. Links are deleted, and not followed. It
   * isn't one step: where it fails, or the runtime's end comes too soon, something is left.
   *
   * <p>Not in {@code Files}.
   *
   * @param path where it is
   * @return a lazy future of the end
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the outcome: what has begun is carried out")
  public static Future<Void> deleteTree(Path path) throws IOException {
    return done(TreeWalk.delete(path));
  }

  // Asking

  /**
   * Whether there is something.
   *
   * @param path where it is
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of false if there is nothing, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> exists(Path path, LinkOption... options) throws IOException {
    return PathHop.look("asking for", path, () -> Files.exists(path, options));
  }

  /**
   * Whether there is nothing.
   *
   * @param path where it is
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of false if there is something, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> notExists(Path path, LinkOption... options) throws IOException {
    return PathHop.look("asking for", path, () -> Files.notExists(path, options));
  }

  /**
   * Whether something is a directory.
   *
   * @param path where it is
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of false if it isn't, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isDirectory(Path path, LinkOption... options) throws IOException {
    return PathHop.look("asking for", path, () -> Files.isDirectory(path, options));
  }

  /**
   * Whether something is an ordinary file.
   *
   * @param path where it is
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of false if it isn't, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isRegularFile(Path path, LinkOption... options) throws IOException {
    return PathHop.look("asking for", path, () -> Files.isRegularFile(path, options));
  }

  /**
   * Whether something is a symbolic link.
   *
   * @param path where it is
   * @return a lazy future of false if it isn't so, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isSymbolicLink(Path path) throws IOException {
    return PathHop.look("asking for", path, () -> Files.isSymbolicLink(path));
  }

  /**
   * Whether something may be read by this process.
   *
   * @param path where it is
   * @return a lazy future of false if it isn't so, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isReadable(Path path) throws IOException {
    return PathHop.look("asking for", path, () -> Files.isReadable(path));
  }

  /**
   * Whether something may be written by this process.
   *
   * @param path where it is
   * @return a lazy future of false if it isn't so, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isWritable(Path path) throws IOException {
    return PathHop.look("asking for", path, () -> Files.isWritable(path));
  }

  /**
   * Whether something may be executed by this process.
   *
   * @param path where it is
   * @return a lazy future of false if it isn't so, or if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isExecutable(Path path) throws IOException {
    return PathHop.look("asking for", path, () -> Files.isExecutable(path));
  }

  /**
   * Whether something is hidden, in the terms of the system.
   *
   * @param path where it is
   * @return a lazy future of whether it is
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isHidden(Path path) throws IOException {
    return PathHop.look("asking for", path, () -> Files.isHidden(path));
  }

  /**
   * Whether two paths lead to one file.
   *
   * @param path where it is
   * @param other the other one
   * @return a lazy future of whether they do
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Boolean> isSameFile(Path path, Path other) throws IOException {
    return PathHop.look("comparing", path, () -> Files.isSameFile(path, other));
  }

  /**
   * How long a file is.
   *
   * @param path where it is
   * @return a lazy future of the number of bytes
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Long> size(Path path) throws IOException {
    return PathHop.look("asking for the size of", path, () -> Files.size(path));
  }

  /**
   * What a file is likely to hold.
   *
   * @param path where it is
   * @return a lazy future of the media type; of null if that can't be told
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<@Nullable String> probeContentType(Path path) throws IOException {
    return PathHop.look("asking for the type of", path, () -> Files.probeContentType(path));
  }

  /**
   * Where a file is stored. What that is asked for may block.
   *
   * @param path where it is
   * @return a lazy future of the store
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<FileStore> getFileStore(Path path) throws IOException {
    return PathHop.look("asking for the store of", path, () -> Files.getFileStore(path));
  }

  // Attributes

  /**
   * All attributes of one kind.
   *
   * @param path where it is
   * @param type such as {@code BasicFileAttributes.class}
   * @param options whether to look at a link itself, and not at what it leads to
   * @param <A> the kind
   * @return a lazy future of the attributes
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static <A extends BasicFileAttributes> Future<A> readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return PathHop.look(
        "asking for attributes of", path, () -> Files.readAttributes(path, type, options));
  }

  /**
   * Some attributes by their names.
   *
   * @param path where it is
   * @param attributes such as {@code "posix:permissions,owner"} or {@code "*"}
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of their values
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Map<String, Object>> readAttributes(
      Path path, String attributes, LinkOption... options) throws IOException {
    return PathHop.look(
        "asking for attributes of", path, () -> Files.readAttributes(path, attributes, options));
  }

  /**
   * One attribute by its name.
   *
   * @param path where it is
   * @param attribute such as {@code "unix:nlink"}
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of its value
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<@Nullable Object> getAttribute(
      Path path, String attribute, LinkOption... options) throws IOException {
    return PathHop.look(
        "asking for attributes of", path, () -> Files.getAttribute(path, attribute, options));
  }

  /**
   * Sets one attribute by its name.
   *
   * @param path where it is
   * @param attribute its name
   * @param value its value
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Path> setAttribute(
      Path path, String attribute, @Nullable Object value, LinkOption... options)
      throws IOException {
    return PathHop.change(
        "setting attributes of", path, () -> Files.setAttribute(path, attribute, value, options));
  }

  /**
   * When a file was changed last.
   *
   * @param path where it is
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of the time
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<FileTime> getLastModifiedTime(Path path, LinkOption... options)
      throws IOException {
    return PathHop.look(
        "asking for attributes of", path, () -> Files.getLastModifiedTime(path, options));
  }

  /**
   * Sets when a file was changed last.
   *
   * @param path where it is
   * @param time the time
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Path> setLastModifiedTime(Path path, FileTime time) throws IOException {
    return PathHop.change(
        "setting attributes of", path, () -> Files.setLastModifiedTime(path, time));
  }

  /**
   * Whose a file is.
   *
   * @param path where it is
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of the owner
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<UserPrincipal> getOwner(Path path, LinkOption... options)
      throws IOException {
    return PathHop.look("asking for attributes of", path, () -> Files.getOwner(path, options));
  }

  /**
   * Gives a file to somebody.
   *
   * @param path where it is
   * @param owner the owner
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Path> setOwner(Path path, UserPrincipal owner) throws IOException {
    return PathHop.change("setting attributes of", path, () -> Files.setOwner(path, owner));
  }

  /**
   * Who may do what with a file.
   *
   * @param path where it is
   * @param options whether to look at a link itself, and not at what it leads to
   * @return a lazy future of the permissions
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Set<PosixFilePermission>> getPosixFilePermissions(
      Path path, LinkOption... options) throws IOException {
    return PathHop.look(
        "asking for attributes of", path, () -> Files.getPosixFilePermissions(path, options));
  }

  /**
   * Sets who may do what with a file.
   *
   * @param path where it is
   * @param permissions the permissions
   * @return a lazy future of the path
   * @throws IOException through the future, if that can't be done
   */
  @CancelSafe
  public static Future<Path> setPosixFilePermissions(
      Path path, Set<PosixFilePermission> permissions) throws IOException {
    return PathHop.change(
        "setting attributes of", path, () -> Files.setPosixFilePermissions(path, permissions));
  }

  // Directories and texts

  /**
   * What is in a directory.
   *
   * @param directory the directory
   * @return the stream, which opens it when it is first asked; it fails with an {@link IOException}
   */
  public static AsyncStream<Path> list(Path directory) {
    return Entries.list(directory, path -> true);
  }

  /**
   * What is in a directory and has a name of some form.
   *
   * @param directory the directory
   * @param glob the form, see {@link java.nio.file.FileSystem#getPathMatcher}
   * @return the stream, which opens it when it is first asked; it fails with an {@link IOException}
   * @throws java.util.regex.PatternSyntaxException if there is no such form
   */
  public static AsyncStream<Path> list(Path directory, String glob) {
    var form = directory.getFileSystem().getPathMatcher("glob:" + glob);
    return Entries.list(directory, path -> form.matches(path.getFileName()));
  }

  /**
   * A directory and all that is below it, a directory before what is in it.
   *
   * @param start the directory
   * @param options whether to follow links
   * @return the stream, which opens it when it is first asked; it fails with an {@link IOException}
   */
  public static AsyncStream<Path> walk(Path start, FileVisitOption... options) {
    return walk(start, Integer.MAX_VALUE, options);
  }

  /**
   * A directory and what is not too far below it, a directory before what is in it.
   *
   * @param start the directory
   * @param maxDepth how far; 0 is the directory alone
   * @param options whether to follow links
   * @return the stream, which opens it when it is first asked; it fails with an {@link IOException}
   * @throws IllegalArgumentException if the depth is negative
   */
  public static AsyncStream<Path> walk(Path start, int maxDepth, FileVisitOption... options) {
    checkDepth(maxDepth);
    return Entries.walk(start, maxDepth, options);
  }

  /**
   * What is in a directory or not too far below it and fulfils a condition.
   *
   * @param start the directory
   * @param maxDepth how far; 0 is the directory alone
   * @param condition is called with each path and its attributes, by threads for blocking work
   * @param options whether to follow links
   * @return the stream, which opens it when it is first asked; it fails with an {@link IOException}
   * @throws IllegalArgumentException if the depth is negative
   */
  public static AsyncStream<Path> find(
      Path start,
      int maxDepth,
      BiPredicate<Path, BasicFileAttributes> condition,
      FileVisitOption... options) {
    checkDepth(maxDepth);
    Objects.requireNonNull(condition, "condition");
    return Entries.find(start, maxDepth, condition, options);
  }

  private static void checkDepth(int maxDepth) {
    if (maxDepth < 0) {
      throw new IllegalArgumentException("the depth must not be negative: " + maxDepth);
    }
  }

  /**
   * Shows a directory and all that is below it to a visitor.
   *
   * @param start the directory
   * @param visitor is called by a thread for blocking work, and not any more once the future is
   *     cancelled
   * @return a lazy future of the directory
   * @throws IOException through the future, if that can't be done, or if the visitor throws it
   */
  @CancelUnsafe("what the visitor has seen so far")
  public static Future<Path> walkFileTree(Path start, FileVisitor<? super Path> visitor)
      throws IOException {
    return walkFileTree(start, Set.of(), Integer.MAX_VALUE, visitor);
  }

  /**
   * Shows a directory and what is not too far below it to a visitor.
   *
   * @param start the directory
   * @param options whether to follow links
   * @param maxDepth how far; 0 is the directory alone
   * @param visitor is called by a thread for blocking work, and not any more once the future is
   *     cancelled
   * @return a lazy future of the directory
   * @throws IOException through the future, if that can't be done, or if the visitor throws it
   * @throws IllegalArgumentException if the depth is negative
   */
  @CancelUnsafe("what the visitor has seen so far")
  public static Future<Path> walkFileTree(
      Path start, Set<FileVisitOption> options, int maxDepth, FileVisitor<? super Path> visitor)
      throws IOException {
    checkDepth(maxDepth);
    return TreeWalk.of(start, options, maxDepth, visitor);
  }

  /**
   * The lines of a text in UTF-8.
   *
   * @param path where it is
   * @return the stream, which opens it when it is first asked; it fails with an {@link IOException}
   */
  public static AsyncStream<String> lines(Path path) {
    return lines(path, StandardCharsets.UTF_8);
  }

  /**
   * The lines of a text. Those that a named pipe has are given at once; but where it has the
   * beginning of one, the rest of that is waited for.
   *
   * @param path where it is
   * @param charset what it is a text in
   * @return the stream, which opens it when it is first asked; it fails with an {@link IOException}
   */
  public static AsyncStream<String> lines(Path path, Charset charset) {
    return Entries.lines(path, charset);
  }

  /**
   * Watches what happens in a directory.
   *
   * @param directory the directory
   * @param kinds what to tell of; none is everything
   * @return a lazy future of the watch, which is to be closed; what happens after the future has
   *     ended is told
   * @throws IOException through the future, if the directory can't be watched
   */
  @CancelUnsafe("the watch, which is closed")
  public static Future<FileWatch> watch(Path directory, FileEvent.Kind... kinds)
      throws IOException {
    Set<FileEvent.Kind> all = Set.of(kinds.length == 0 ? FileEvent.Kind.values() : kinds);
    return new Watching<>(directory, all, FileWatch::new, FileWatch::watched);
  }

  @SuppressWarnings("unchecked") // null is a Void
  private static Future<Void> done(Future<@Nullable Void> hop) {
    return (Future<Void>) (Future<?>) hop;
  }
}
