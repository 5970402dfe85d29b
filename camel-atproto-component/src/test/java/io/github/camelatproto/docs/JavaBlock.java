/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.apache.camel.builder.RouteBuilder;

/**
 * Java of a page: classes, or statements that stand in {@code configure()} of a RouteBuilder, which the classes of the
 * same page are there for.
 */
final class JavaBlock {

    /** What a reader has at hand; Camel's own names are those of the RouteBuilder. */
    private static final String HEAD = """
            import java.io.InputStream;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            import javax.sql.DataSource;
            import io.github.camelatproto.component.*;
            import io.github.camelatproto.component.exception.*;
            import io.github.camelatproto.component.session.*;
            import io.github.camelatproto.data.*;
            import io.github.camelatproto.lexicon.*;
            import io.github.camelatproto.pds.*;
            import io.github.camelatproto.reference.*;
            import io.github.camelatproto.repo.*;
            import io.github.camelatproto.syntax.*;
            import org.apache.camel.*;
            import org.apache.camel.builder.*;
            import org.apache.camel.impl.DefaultCamelContext;
            import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
            import org.apache.camel.spi.DataType;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.ExtendWith;
            import org.springframework.transaction.PlatformTransactionManager;
            """;

    private final DocBlock block;
    private final String classes;

    /**
     * @param page all blocks of its page
     */
    JavaBlock(DocBlock block, List<DocBlock> page) {
        this.block = block;
        this.classes = String.join(
                "\n",
                page.stream().filter(each -> each.language().equals("java") && isOfClasses(each)).map(DocBlock::text).toList());
    }

    static boolean isOfClasses(DocBlock block) {
        return block.text().lines().anyMatch(line -> line.matches("(public |final |static )*(class|record|interface) .*"));
    }

    private String source() {
        String statements = isOfClasses(block) ? "" : block.text();
        if (statements.startsWith(".")) {
            statements = "from(\"direct:" + block.line() + "\")" + statements;
        }
        return HEAD + """
                class Page extends RouteBuilder {
                    CamelContext context = new DefaultCamelContext();
                    DataSource dataSource;
                    PlatformTransactionManager transactionManager;

                    Page(DataSource dataSource, PlatformTransactionManager transactionManager) {
                        this.dataSource = dataSource;
                        this.transactionManager = transactionManager;
                    }

                    public void configure() throws Exception {
                        %s
                    }
                }
                %s
                """.formatted(statements, classes.replaceAll("(?m)^public ", ""));
    }

    /** Compiles it into the folder, and gives its routes; what it does besides it does as they are configured. */
    RouteBuilder compile(Path folder, Object dataSource, Object transactionManager)
            throws IOException, ReflectiveOperationException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Files.createDirectories(folder);
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Page.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source();
            }
        };
        boolean compiled = compiler.getTask(
                messages, null, null, List.of("-d", folder.toString(), "-proc:none", "-nowarn"), null, List.of(file)).call();
        if (!compiled) {
            throw new AssertionError(block + " does not compile:\n" + messages + source());
        }
        @SuppressWarnings("resource")
        ClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() });
        Constructor<?> page = loader.loadClass("Page").getDeclaredConstructors()[0];
        page.setAccessible(true);
        return (RouteBuilder) page.newInstance(dataSource, transactionManager);
    }
}
