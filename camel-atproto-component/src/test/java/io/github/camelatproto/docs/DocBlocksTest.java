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

import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

import org.xml.sax.InputSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Processor;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every block of every page holds: Java compiles and its routes are made; YAML and XML routes are made; properties are
 * bound; JSON, SQL and shell are read by what reads such, and name what there is. What routes do when messages come is
 * shown by the tests of the sections.
 */
class DocBlocksTest {

    private static final Pattern SCRIPT = Pattern.compile("(?m)(?:^|\\s)(?:[.]/)?((?:[\\w.-]+/)*(?:mvnw|run))(?=\\s|$)");
    private static final Pattern ROUTE = Pattern.compile("(?m)^\\s*(<from|from:)");
    private static final Pattern DIRECTORY = Pattern.compile("(?m)-pl ([\\w,/-]+)");

    @TempDir
    private static Path folder;
    private static EmbeddedPds pds;
    private static List<DocBlock> blocks;

    @BeforeAll
    static void start() throws Exception {
        pds = EmbeddedPds.builder().account("alice.test", "secret").build().start();
        blocks = DocPages.blocks();
    }

    @AfterAll
    static void stop() {
        pds.close();
        Map<String, Long> count
                = blocks.stream().collect(Collectors.groupingBy(DocBlock::language, TreeMap::new, Collectors.counting()));
        System.out.println("documentation: " + blocks.size() + " blocks compiled, run or read: " + count);
    }

    @TestFactory
    Stream<DynamicTest> everyBlockHolds() {
        assertThat(blocks).as("blocks in the pages").hasSizeGreaterThan(30);
        return blocks.stream().map(block -> DynamicTest.dynamicTest(block.toString(), () -> check(block)));
    }

    private static void check(DocBlock block) throws Exception {
        switch (block.language()) {
            case "java" -> java(block);
            case "yaml" -> yaml(block);
            case "xml" -> xml(block);
            case "properties" -> properties(block);
            case "json" -> new ObjectMapper().readTree(block.text());
            case "sql" -> sql(block);
            case "sh" -> shell(block);
            default -> throw new AssertionError("Nobody knows how to hold a block of " + block.language());
        }
    }

    private static void java(DocBlock block) throws Exception {
        List<DocBlock> page = blocks.stream().filter(each -> each.page().equals(block.page())).toList();
        try (DefaultCamelContext context = context(block)) {
            DataSource database = context.getRegistry().lookupByNameAndType("database", DataSource.class);
            context.addRoutes(new JavaBlock(block, page).compile(
                    folder.resolve("classes-" + blocks.indexOf(block)), database, new DataSourceTransactionManager(database)));
            context.start();
        }
    }

    private static void yaml(DocBlock block) throws Exception {
        if (block.text().startsWith("apiVersion") || !block.text().startsWith("- ")) {
            assertThat(new Yaml().<Object> load(block.text())).isNotNull();
            return;
        }
        routes("route.yaml", block);
    }

    private static void xml(DocBlock block) throws Exception {
        if (block.text().stripLeading().startsWith("<dependency>")) {
            dependency(block.text());
            return;
        }
        routes("route.xml", block);
    }

    private static void routes(String name, DocBlock block) throws Exception {
        try (DefaultCamelContext context = context(block)) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, block.text()));
            context.start();
            assertThat(context.getRoutes()).hasSize((int) ROUTE.matcher(block.text()).results().count());
        }
    }

    private static void dependency(String xml) throws Exception {
        Element dependency = document(new InputSource(new StringReader(xml)));
        assertThat(child(dependency, "groupId")).isEqualTo("io.github.camelatproto");
        Set<String> modules = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(DocPages.PROJECT)) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve("pom.xml"))) {
                    modules.add(child(document(new InputSource(folder.resolve("pom.xml").toUri().toString())), "artifactId"));
                }
            }
        }
        assertThat(modules).contains(child(dependency, "artifactId"));
    }

    private static Element document(InputSource xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    }

    private static @Nullable String child(Element parent, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent();
            }
        }
        return null;
    }

    /** Bound as camel-main binds them, where a misspelt name fails the start. */
    private static void properties(DocBlock block) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(
                block.text().replaceAll("\\{\\{env:\\w+}}", "secret").replace("\"data/", "\"" + folder + "/")));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            SimpleMain main = new SimpleMain(context);
            properties.forEach((name, value) -> main.addInitialProperty(String.valueOf(name), String.valueOf(value)));
            main.start();
            main.stop();
        }
    }

    private static void sql(DocBlock block) throws Exception {
        execute(block, database(block));
    }

    private static void execute(DocBlock sql, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql.text());
        }
    }

    private static void shell(DocBlock block) throws Exception {
        Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.outputWriter()) {
            in.write(block.text());
        }
        assertThat(bash.inputReader().lines().toList()).as("what bash says of it").isEmpty();
        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(SCRIPT.matcher(block.text()).results().map(found -> found.group(1)))
                .allSatisfy(script -> assertThat(DocPages.PROJECT.resolve(script)).isExecutable());
        assertThat(DIRECTORY.matcher(block.text()).results().map(MatchResult::group))
                .allSatisfy(modules -> assertThat(modules.substring(4).split(","))
                        .allSatisfy(module -> assertThat(DocPages.PROJECT.resolve(module)).isDirectory()));
    }

    private static DataSource database(DocBlock block) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:block" + blocks.indexOf(block) + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    /** With what the block's page takes for granted; routes are made and not started. */
    private static DefaultCamelContext context(DocBlock block) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.setAutoStartup(false);
        Map<String, Object> account = Map.of("service", pds.url(), "identifier", "alice.test", "password", "secret");
        context.getComponent("atproto", AtprotoComponent.class).setAccounts(Map.of("news", account));
        context.addComponent("paho-mqtt5", new StubComponent());
        context.addComponent("jms", new StubComponent());
        // those of this project are run in routes
        context.addComponent("kamelet", new StubComponent());
        context.getPropertiesComponent().addOverrideProperty("alice.password", "secret");
        for (String name : List.of("service", "identifier", "password")) {
            context.getPropertiesComponent().addOverrideProperty("atproto." + name, String.valueOf(account.get(name)));
        }
        DataSource database = database(block);
        for (DocBlock each : blocks) {
            if (each.page().equals(block.page()) && each.language().equals("sql")) {
                execute(each, database);
            }
        }
        context.getRegistry().bind("database", database);
        context.getRegistry().bind(
                "batches",
                new JdbcAggregationRepository(new DataSourceTransactionManager(database), "batches", database));
        context.getRegistry().bind("countVisit", (Processor) exchange -> exchange.getMessage().setBody(List.of()));
        return context;
    }
}
