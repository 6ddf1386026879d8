package dev.slipway.acceptance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What can be read off the sources alone: their sizes, and what must not stand in them. */
class SourceTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 60;

    @Test
    void no_file_is_longer_than_400_lines() throws IOException {
        Map<String, Integer> tooLong = new TreeMap<>();
        for (Path file : Modules.sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES) {
                tooLong.put(Modules.relative(file), lines);
            }
        }
        assertThat(tooLong)
                .as("a file over %d lines holds more than one thing: divide it", FILE_LINES)
                .isEmpty();
    }

    @Test
    void no_method_is_longer_than_60_lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(Modules.sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                tooLong.addAll(longMethods(unit, positions));
            }
        }
        assertThat(tooLong)
                .as("a method over %d lines cannot be read at one glance", METHOD_LINES)
                .isEmpty();
    }

    private static List<String> longMethods(CompilationUnitTree unit, SourcePositions positions) {
        List<String> found = new ArrayList<>();
        LineMap lines = unit.getLineMap();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long from = positions.getStartPosition(unit, method);
                long to = positions.getEndPosition(unit, method);
                if (from >= 0 && to > from && lines.getLineNumber(to) - lines.getLineNumber(from) >= METHOD_LINES) {
                    found.add(Path.of(unit.getSourceFile().toUri()).getFileName() + " " + method.getName() + ": "
                            + (lines.getLineNumber(to) - lines.getLineNumber(from) + 1) + " lines");
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(unit, null);
        return found;
    }

    @Test
    void every_package_says_its_place_and_is_null_marked() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path folder :
                Modules.mainSources().stream().map(Path::getParent).distinct().toList()) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                missing.add(Modules.relative(folder));
            }
        }
        assertThat(missing)
                .as("package-info.java says a package's place in one sentence, and switches the null checks on")
                .isEmpty();
    }

    @Test
    void tests_wait_on_conditions_and_use_no_mocks() throws IOException {
        Pattern forbidden = Pattern.compile("Thread\\s*\\.\\s*sleep|TimeUnit\\.\\w+\\.sleep|org\\.mockito|@Disabled");
        List<String> found = new ArrayList<>();
        for (Path file : Modules.sources()) {
            boolean isTest = file.toString().contains("/src/test/");
            boolean isThis = file.endsWith("SourceTest.java");
            if (isTest && !isThis && forbidden.matcher(Files.readString(file)).find()) {
                found.add(Modules.relative(file));
            }
        }
        assertThat(found)
                .as("a sleep is either too short or too long, a mock repeats the code, a disabled test says nothing")
                .isEmpty();
    }
}
