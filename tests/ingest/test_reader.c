/* test_reader.c — files, folders and formats: what comes out, what is named and passed over. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

/* ---- files for a test, in a folder of their own ---- */

struct test_folder {
    char root[64];
    char path[256];
};

static const char *path_of(struct test_folder *folder, const char *name)
{
    snprintf(folder->path, sizeof folder->path, "%s/%s", folder->root, name);
    return folder->path;
}

static int make_folder(void **state)
{
    struct test_folder *folder = calloc(1, sizeof *folder);
    strcpy(folder->root, "/tmp/annals-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder->root) ? 0 : -1;
}

static int remove_folder(void **state)
{
    struct test_folder *folder = *state;
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -r %s", folder->root, folder->root);
    int failed = system(command);
    free(folder);
    return failed;
}

static void put_file(struct test_folder *folder, const char *name, struct str content)
{
    FILE *file = fopen(path_of(folder, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.data, 1, content.size, file), content.size);
    assert_int_equal(fclose(file), 0);
}

static void put_folder(struct test_folder *folder, const char *name)
{
    assert_int_equal(mkdir(path_of(folder, name), 0777), 0);
}

/* ---- what a reader gives, a line for each document, error and warning ---- */

static void add_line(char *log, size_t size, const char *format, ...)
{
    size_t used = strlen(log);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(log + used, size - used, format, arguments);
    va_end(arguments);
}

static const char *or_dash(const char *s)
{
    return s ? s : "-";
}

/* The folder's name is cut from messages, so that they are the same in every run. */
static void cut_folder(char *log, const char *folder)
{
    size_t size = strlen(folder) + 1;
    for (char *at = strstr(log, folder); at; at = strstr(at, folder))
        memmove(at, at + size, strlen(at + size) + 1);
}

static void log_documents(struct annals_reader_options options, const char *const *paths,
                          size_t count, const char *folder, char *log, size_t size)
{
    annals_reader *reader;
    struct annals_error error;
    struct annals_document document;
    *log = '\0';
    assert_int_equal(annals_reader_open(&options, paths, count, &reader, &error), ANNALS_OK);
    for (;;) {
        int status = annals_reader_next(reader, &document, &error);
        for (const char *const *warning = annals_reader_warnings(reader); *warning; warning++)
            add_line(log, size, "warning %s\n", *warning);
        if (status == ANNALS_END)
            break;
        if (status)
            add_line(log, size, "error %s\n", error.message);
        else
            add_line(log, size, "%s|%s|%s|%s|%.*s\n", document.origin, or_dash(document.id),
                     or_dash(document.date), or_dash(document.title), (int)document.text_size,
                     document.text);
        assert_true(status == ANNALS_OK || status == ANNALS_INPUT);
    }
    uint64_t done, total;
    annals_reader_progress(reader, &done, &total);
    assert_true(total == 0 || done <= total);
    annals_reader_close(reader);
    cut_folder(log, folder);
}

static void expect_log(struct test_folder *folder, const char *from, const char *name,
                       const char *wanted)
{
    char log[8192], path[256];
    snprintf(path, sizeof path, "%s/%s", folder->root, name);
    const char *paths[] = {path};
    struct annals_reader_options options = ANNALS_READER_OPTIONS;
    options.from = from;
    options.max_document = 100;
    log_documents(options, paths, 1, folder->root, log, sizeof log);
    if (strcmp(log, wanted))
        fail_msg("got\n%s\nwanted\n%s", log, wanted);
}

static void expect_content(struct test_folder *folder, const char *from, struct str content,
                           const char *wanted)
{
    put_file(folder, "f", content);
    expect_log(folder, from, "f", wanted);
}

/* ---- formats ---- */

static void test_jsonl(void **state)
{
    struct test_folder *folder = *state;
    expect_content(
        folder, "jsonl",
        STR("{\"id\": \"a\", \"date\": \"2024-01-02\", \"title\": \"T\", \"text\": \"One.\"}\n"
            "\n"
            "  {\"body\":\"Two.\",\"headline\":\"H\",\"published\":\"2024\",\"id\":7}\r\n"
            "{\"content\": \"Three.\", \"pubDate\": 20240102, \"unknown\": [1, {}], \"pairs\": "
            "[]}\n"
            "{\"maintext\": \"Four \\u0000 \\u00e9.\", \"text\": null, \"title\": false}"),
        "f:1|a|2024-01-02|T|One.\n"
        "f:3|7|2024|H|Two.\n"
        "f:4|-|20240102|-|Three.\n"
        "f:5|-|-|-|Four \n");
}

static void test_jsonl_first_key_counts(void **state)
{
    struct test_folder *folder = *state;
    expect_content(
        folder, NULL,
        STR("{\"content\":\"no\",\"text\":\"yes\",\"datePublished\":\"no\",\"date\":\"yes\"}"),
        "f:1|-|yes|-|yes\n");
}

static void test_jsonl_faults(void **state)
{
    struct test_folder *folder = *state;
    expect_content(folder, "jsonl",
                   STR("{\"text\": \"One.\"\n"
                       "[\"text\"]\n"
                       "{\"title\": \"T\"}\n"
                       "{\"text\": 5}\n"
                       "{\"text\": [\"a\"]}\n"
                       "{\"text\": \"\\ud800\"}\n"
                       "\xC3(\n"
                       "{\"text\": \"Caf\xE9.\"}\n"
                       "{\"text\": \"\"}\n"),
                   "error f:1: not JSON: column 15: '}' expected near end of file\n"
                   "error f:2: not a JSON object; every line must be one\n"
                   "error f:3: the key \"text\" (or body, content, maintext) is missing; every "
                   "document needs one\n"
                   "error f:4: the key \"text\" (or body, content, maintext) is missing; every "
                   "document needs one\n"
                   "error f:5: the key \"text\" (or body, content, maintext) is missing; every "
                   "document needs one\n"
                   "error f:6: not JSON: column 17: invalid Unicode '\\uD800' near "
                   "'\"\\ud800\"'\n"
                   "error f:7: byte 1 (0xC3) is not UTF-8 and makes no sense as Windows-1252; "
                   "convert the text to UTF-8\n"
                   "f:8|-|-|-|Caf\xC3\xA9.\n"
                   "f:9|-|-|-|\n");
}

static void test_csv(void **state)
{
    struct test_folder *folder = *state;
    expect_content(folder, NULL,
                   STR("ID,Headline,text,other\r\n"
                       "1,T,\"One, \"\"two\"\"\r\nthree.\",x\r\n"
                       "\r\n"
                       "2,,Four.,\r\n"
                       "3,\"x\"y,\"\",\n"
                       "4,a,b\n"
                       "5,a,b,c,d\n"
                       "6,a,last,"),
                   "f:2|1|-|T|One, \"two\"\r\nthree.\n"
                   "f:5|2|-|-|Four.\n"
                   "f:6|3|-|xy|\n"
                   "error f:7: 3 fields where the first row names 4\n"
                   "error f:8: 5 fields where the first row names 4\n"
                   "f:9|6|-|a|last\n");
}

static void test_tsv(void **state)
{
    struct test_folder *folder = *state;
    expect_content(
        folder, NULL,
        STR("date\ttext\n2024-01-02\tOne, two.\n\t\"Three\tfour.\"\n\tHe said \"no\".\n"),
        "f:2|-|2024-01-02|-|One, two.\n"
        "f:3|-|-|-|Three\tfour.\n"
        "f:4|-|-|-|He said \"no\".\n");
}

static void test_csv_faults(void **state)
{
    struct test_folder *folder = *state;
    expect_content(folder, "csv", STR("id,title\n1,2\n"),
                   "error f:1: the first row names no column \"text\" (or body, content, "
                   "maintext)\n");
    expect_content(folder, "csv", STR("id,text\n1,\"open\n2,b\n"),
                   "error f:2: a quotation mark in the row that begins here is never closed\n");
    expect_content(folder, "csv", STR("id,text\n"), "warning f: is empty, no document in it\n");
}

static void test_conllu(void **state)
{
    struct test_folder *folder = *state;
#define WORD(form) "1\t" form "\t_\t_\t_\t_\t_\t_\t_\t_\n"
    expect_content(
        folder, NULL,
        STR("# newdoc id = a\n" WORD("One") "\n" WORD("two") "\n# newdoc id = b\n" WORD("Three")),
        "f:1|-|-|-|# newdoc id = a\n" WORD("One") "\n" WORD(
            "two") "\n\n"
                   "f:6|-|-|-|# newdoc id = b\n" WORD("Three") "\n");
}

static void test_text(void **state)
{
    struct test_folder *folder = *state;
    expect_content(folder, NULL, STR("Head\n\nOne.\n"), "f|-|-|-|Head\n\nOne.\n\n");
    expect_content(folder, NULL, STR("\xEF\xBB\xBFOne."), "f|-|-|-|One.\n");
    expect_content(folder, NULL, STR("\xFF\xFEO\0n\0e\0"), "f|-|-|-|One\n");
    expect_content(folder, NULL, STR("{curly} words"), "f|-|-|-|{curly} words\n");
    expect_content(folder, NULL, STR("Text, body and soul\n"), "f|-|-|-|Text, body and soul\n\n");
}

/* ---- what is too large, empty or not there ---- */

static void test_empty_files(void **state)
{
    struct test_folder *folder = *state;
    expect_content(folder, NULL, STR(""), "warning f: is empty, no document in it\n");
    expect_content(folder, NULL, STR(" \n\r\n"), "warning f: is empty, no document in it\n");
    expect_content(folder, "jsonl", STR("\n\n"), "warning f: is empty, no document in it\n");
    expect_content(folder, "conllu", STR("# text = x\n\n"),
                   "warning f: is empty, no document in it\n");
}

/* 300 KiB on one line where 100 bytes are allowed; the lines around it are read. */
static void test_long_lines(void **state)
{
    struct test_folder *folder = *state;
    static char content[400000];
    memset(content, 'a', 300000);
    memcpy(content, "{\"text\":\"One.\"}\n{\"text\":\"", 25);
    strcpy(content + 300000, "\"}\n{\"text\":\"Three.\"}\n");
    expect_content(folder, NULL, str_of(content),
                   "f:1|-|-|-|One.\n"
                   "error f:2: the line is longer than 65736 bytes; raise the limit with "
                   "--max-document\n"
                   "f:3|-|-|-|Three.\n");
    expect_content(folder, "text", str_of(content),
                   "error f: larger than the 100 bytes a document may have; raise the limit with "
                   "--max-document\n");
    expect_content(folder, "conllu", str_of(content),
                   "error f:1: the document that begins here is larger than the 100 bytes a "
                   "document may have; raise the limit with --max-document\n");
    memcpy(content, "id,text\n1,\"a\"\n2,\"b", 18);
    strcpy(content + 300000, "\"\n3,c\n");
    expect_content(
        folder, "csv", str_of(content),
        "f:2|1|-|-|a\n"
        "error f:3: the row that begins here has more than 65736 bytes or 10000 fields; is "
        "a quotation mark open? else raise the limit with --max-document\n"
        "f:4|3|-|-|c\n");
}

static void test_missing_file(void **state)
{
    struct test_folder *folder = *state;
    expect_log(folder, NULL, "nowhere.txt",
               "error nowhere.txt: cannot be opened: No such file or directory\n");
}

static void test_unreadable_paths(void **state)
{
    struct test_folder *folder = *state;
    if (geteuid() == 0)
        skip(); /* to root everything is readable */
    put_folder(folder, "d");
    put_file(folder, "e.txt", STR("One."));
    chmod(path_of(folder, "d"), 0);
    chmod(path_of(folder, "e.txt"), 0);
    put_file(folder, "f.txt", STR("Two."));
    expect_log(folder, NULL, "",
               "error d: folder cannot be read: Permission denied\n"
               "error e.txt: cannot be opened: Permission denied\n"
               "f.txt|-|-|-|Two.\n");
}

/* ---- folders ---- */

static void test_folders_in_byte_order(void **state)
{
    struct test_folder *folder = *state;
    put_folder(folder, "a");
    put_folder(folder, "a/b");
    put_folder(folder, ".hidden");
    put_file(folder, ".hidden/x", STR("no"));
    put_file(folder, ".dot", STR("no"));
    put_file(folder, "a.txt", STR("2"));
    put_file(folder, "a-", STR("1"));
    put_file(folder, "a/b/z", STR("4"));
    put_file(folder, "a/b.txt", STR("3"));
    put_file(folder, "a0", STR("6"));
    put_file(folder, "B", STR("0"));
    put_file(folder, "a/c", STR("5"));
    char target[256];
    strcpy(target, path_of(folder, "a"));
    assert_int_equal(symlink(target, path_of(folder, "link-to-folder")), 0);
    strcpy(target, path_of(folder, "a0"));
    assert_int_equal(symlink(target, path_of(folder, "link-to-file")), 0);
    assert_int_equal(symlink("nowhere", path_of(folder, "link-to-nothing")), 0);
    assert_int_equal(mkfifo(path_of(folder, "pipe"), 0666), 0);
    expect_log(folder, NULL, "",
               "B|-|-|-|0\na-|-|-|-|1\na.txt|-|-|-|2\na/b.txt|-|-|-|3\na/b/z|-|-|-|4\n"
               "a/c|-|-|-|5\na0|-|-|-|6\nlink-to-file|-|-|-|6\n"
               "error link-to-nothing: cannot be opened: No such file or directory\n");
}

static void test_a_deep_folder(void **state)
{
    struct test_folder *folder = *state;
    int depth = 0, home = open(".", O_RDONLY);
    assert_int_equal(chdir(folder->root), 0);
    while (depth < 900 && mkdir("d", 0777) == 0 && chdir("d") == 0)
        depth++;
    FILE *file = fopen("end", "w");
    fputs("One.", file);
    fclose(file);
    assert_int_equal(fchdir(home), 0);
    close(home);
    const char *paths[] = {folder->root};
    struct annals_reader_options options = ANNALS_READER_OPTIONS;
    annals_reader *reader;
    struct annals_error error;
    struct annals_document document;
    assert_int_equal(annals_reader_open(&options, paths, 1, &reader, &error), ANNALS_OK);
    assert_int_equal(annals_reader_next(reader, &document, &error), ANNALS_OK);
    assert_int_equal(document.text_size, 4);
    assert_int_equal(annals_reader_next(reader, &document, &error), ANNALS_END);
    annals_reader_close(reader);
}

static void test_several_paths(void **state)
{
    struct test_folder *folder = *state;
    put_file(folder, "b.txt", STR("Two."));
    put_file(folder, "a.jsonl", STR("{\"text\": \"One.\"}\n{"));
    char first[256], second[256];
    strcpy(first, path_of(folder, "b.txt"));
    strcpy(second, path_of(folder, "a.jsonl"));
    const char *paths[] = {first, second, first};
    char log[1024];
    struct annals_reader_options options = ANNALS_READER_OPTIONS;
    log_documents(options, paths, 3, folder->root, log, sizeof log);
    assert_string_equal(log, "b.txt|-|-|-|Two.\n"
                             "a.jsonl:1|-|-|-|One.\n"
                             "error a.jsonl:2: not JSON: column 1: string or '}' expected near end "
                             "of file\n"
                             "b.txt|-|-|-|Two.\n");
}

static void test_headlines_are_asked_for(void **state)
{
    struct test_folder *folder = *state;
    put_file(folder, "a", STR("One."));
    const char *paths[] = {path_of(folder, "a")};
    for (int whole = 0; whole < 2; whole++) {
        struct annals_reader_options options = ANNALS_READER_OPTIONS;
        options.whole_text = whole;
        annals_reader *reader;
        struct annals_error error;
        struct annals_document document;
        assert_int_equal(annals_reader_open(&options, paths, 1, &reader, &error), ANNALS_OK);
        assert_int_equal(annals_reader_next(reader, &document, &error), ANNALS_OK);
        assert_int_equal(document.find_headline, !whole);
        uint64_t done, total;
        annals_reader_progress(reader, &done, &total);
        assert_int_equal(done, 4);
        assert_int_equal(total, 4);
        annals_reader_close(reader);
    }
}

static void test_unknown_format(void **state)
{
    (void)state;
    struct annals_reader_options options = ANNALS_READER_OPTIONS;
    options.from = "docx";
    annals_reader *reader;
    struct annals_error error;
    assert_int_equal(annals_reader_open(&options, NULL, 0, &reader, &error), ANNALS_SETUP);
    assert_null(reader);
    assert_string_equal(error.message, "input format \"docx\" is unknown; known are auto, text, "
                                       "jsonl, csv, tsv, conllu");
    annals_reader_close(reader);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_jsonl),
        IN_FOLDER(test_jsonl_first_key_counts),
        IN_FOLDER(test_jsonl_faults),
        IN_FOLDER(test_csv),
        IN_FOLDER(test_tsv),
        IN_FOLDER(test_csv_faults),
        IN_FOLDER(test_conllu),
        IN_FOLDER(test_text),
        IN_FOLDER(test_empty_files),
        IN_FOLDER(test_long_lines),
        IN_FOLDER(test_missing_file),
        IN_FOLDER(test_unreadable_paths),
        IN_FOLDER(test_folders_in_byte_order),
        IN_FOLDER(test_a_deep_folder),
        IN_FOLDER(test_several_paths),
        IN_FOLDER(test_headlines_are_asked_for),
        cmocka_unit_test(test_unknown_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
