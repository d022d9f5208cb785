/** What is wrong with files that people bring, in Chinese: the readers word it in English. */
import type { Sentence } from './sentences';

export const fileSentences: readonly Sentence[] = [
  // What was opened.
  ['{name} holds no files.', '{name} 里没有文件。'],
  ['{name} holds no file that can be read.', '{name} 里没有能读取的文件。'],
  [
    '{name} holds no file that can be read. {file}: {words}',
    '{name} 里没有能读取的文件。{file}：{words}',
  ],
  [
    '{name} holds no file that can be read. {file}, row {row}: {words}',
    '{name} 里没有能读取的文件。{file} 第 {row} 行：{words}',
  ],
  ['{name} holds no sample that can be read.', '{name} 里没有能读取的样本。'],
  [
    '{name} holds no sample that can be read. {file}: {words}',
    '{name} 里没有能读取的样本。{file}：{words}',
  ],
  [
    '{name} holds no sample that can be read. {file}, row {row}: {words}',
    '{name} 里没有能读取的样本。{file} 第 {row} 行：{words}',
  ],
  [
    '{name} holds {kinds}; pictures, CSV, JSON, Parquet, TXT, IDX, CIFAR, NPY and zips of them can be read.',
    '{name} 里是 {kinds}；能读取的是图片、CSV、JSON、Parquet、TXT、IDX、CIFAR、NPY 以及它们的 zip 压缩包。',
  ],
  [
    'Every sample is of the class {class}; add samples of another class, or choose another target.',
    '所有样本都属于类别 {class}；添加其他类别的样本，或另选学习目标。',
  ],
  [
    'Every sample is of the class {class} in {column}; add samples of another class, or choose another target.',
    '{column} 列中所有样本都属于类别 {class}；添加其他类别的样本，或另选学习目标。',
  ],
  [
    '{name} has no {missing}, which the document learns from; it has {columns}.',
    '{name} 没有文档要学习的 {missing}；它有 {columns}。',
  ],
  [
    '{file} has {bytes} bytes; such a file has at most {most}.',
    '{file} 有 {bytes} 字节；这类文件最多 {most} 字节。',
  ],

  // Tables.
  ['{name} holds no table.', '{name} 里没有表格。'],
  [
    '{file} is not a text; save the table as CSV, in UTF-8.',
    '{file} 不是文本；把表格存为 UTF-8 编码的 CSV。',
  ],
  [
    'The table was left out: {file} is read. Open it by itself.',
    '这个表格已略过：读取的是 {file}。可单独打开它。',
  ],
  [
    'Every cell of {column} is empty; fill it in, or leave the column out.',
    '{column} 列全是空单元格；填上内容，或去掉这一列。',
  ],
  [
    '{file} has no row that has all that is learnt from.',
    '{file} 没有一行具备学习所需的全部内容。',
  ],
  [
    '{file} has no row that has all that is learnt from. {place}: {words}',
    '{file} 没有一行具备学习所需的全部内容。{place}：{words}',
  ],
  [
    '{file} has no row that has all that is learnt from. {place}, row {row}: {words}',
    '{file} 没有一行具备学习所需的全部内容。{place} 第 {row} 行：{words}',
  ],
  [
    '{file} has no column to learn from besides its target and its texts; every cell of {columns} is empty.',
    '除学习目标和文本外，{file} 没有可供学习的列；{columns} 列全是空单元格。',
  ],
  [
    '{file} has no column to learn from besides its target and its texts; add a column of numbers, dates or categories, or choose another target.',
    '除学习目标和文本外，{file} 没有可供学习的列；添加数字、日期或类别列，或另选学习目标。',
  ],
  [
    '{file} has no column {column}; its columns are {columns}.',
    '{file} 没有 {column} 列；它的列是 {columns}。',
  ],
  ['{file} has no column of numbers to follow in time.', '{file} 没有可随时间推移学习的数字列。'],
  [
    'A value is missing in {count} of the windows; they were left out.',
    '{count} 个时间窗口缺少值，已略过。',
  ],
  [
    '{file} is a table; its rows hold no {words} that is a file of its own.',
    '{file} 是表格；它的行里没有单独成文件的{words}。',
  ],
  ['picture', '图片'],
  ['array', '数组'],
  ['category', '类别'],
  ['{column} is empty; the row was left out.', '{column} 为空；这一行已略过。'],
  [
    '{column} holds "{received}"; expected {words}. It was taken as missing.',
    '{column} 是“{received}”，应为{words}；已当作缺失值。',
  ],
  ['one of {classes}', '以下之一：{classes}'],
  ['a number', '数字'],
  ['a date', '日期'],
  [
    'A quote is opened and not closed; all that follows was read as one cell.',
    '引号有开头没有结尾；其后的内容都读作了一个单元格。',
  ],
  [
    'More text follows a closed quote; the cell was read with its quotes.',
    '引号结束后还有文字；这个单元格连同引号一起读取。',
  ],
  [
    '{file} has a row of more than 64 MB; a quote may be left open.',
    '{file} 有一行超过 64 MB；可能有引号没有结尾。',
  ],
  [
    '{file} has {count} columns; a table has at most {most}.',
    '{file} 有 {count} 列；表格最多 {most} 列。',
  ],
  [
    'The row has {received} cell; the header has {expected}. The rest was taken as missing.',
    '这一行有 {received} 个单元格，表头有 {expected} 个；缺少的已当作缺失值。',
  ],
  [
    'The row has {received} cells; the header has {expected}. The rest was taken as missing.',
    '这一行有 {received} 个单元格，表头有 {expected} 个；缺少的已当作缺失值。',
  ],
  [
    'The row has {received} cells; the header has {expected}. The rest was left out.',
    '这一行有 {received} 个单元格，表头有 {expected} 个；多余的已略过。',
  ],
  [
    '{file} has no rows; a table has a header and a row a sample.',
    '{file} 没有行；表格有一行表头，每个样本一行。',
  ],
  ['{file} has no rows; a table has a row a sample.', '{file} 没有行；表格每个样本一行。'],
  [
    '{file} is neither JSON nor an object a line; it may be cut off. {reason}.',
    '{file} 既不是 JSON，也不是每行一个对象；它可能不完整。{reason}。',
  ],
  [
    '{file} holds no table; a list of objects is one, one object a row.',
    '{file} 里没有表格；表格是对象的列表，每行一个对象。',
  ],
  ['The line is not a JSON object; it was left out.', '这一行不是 JSON 对象，已略过。'],
  [
    '{file} has more than {most} columns; a table has fewer.',
    '{file} 超过 {most} 列；表格的列没有这么多。',
  ],
  [
    '{file} has {count} rows; a table has at most {most}.',
    '{file} 有 {count} 行；表格最多 {most} 行。',
  ],
  [
    '{file} is not a Parquet file that can be read: {reason}',
    '{file} 不是能读取的 Parquet 文件：{reason}',
  ],

  // Pictures.
  ['The file is not a picture; it was left out.', '这个文件不是图片，已略过。'],
  ['{words} The picture was left out.', '{words}这张图片已略过。'],
  ['The file is not a picture that this browser can read.', '这个文件不是此浏览器能读取的图片。'],
  ['This browser has no canvas in workers.', '此浏览器不能在后台线程中绘图。'],
  [
    'The picture has more than 100 megapixels; scale it down.',
    '这张图片超过 1 亿像素；缩小后再用。',
  ],
  [
    '{received} bytes came out, not {expected}.',
    '解码得到 {received} 字节，应为 {expected} 字节。',
  ],
  [
    '{name} holds {count} pictures, which at {height} × {width} take {size} MB; at most {most} MB fit. Use smaller pictures.',
    '{name} 有 {count} 张图片，按 {height} × {width} 计占 {size} MB；最多容纳 {most} MB。改用更小的图片。',
  ],
  ['The picture is in no class folder; it was left out.', '这张图片不在任何类别文件夹中，已略过。'],
  [
    'The class {class} is not one of the document; it was left out.',
    '文档没有类别 {class}，已略过。',
  ],
  ['The files hold pictures; the document reads none.', '文件是图片，而文档不读取图片。'],
  [
    '{file} has no row whose picture can be read; its column {column} names them.',
    '{file} 没有一行的图片能读取；图片名在 {column} 列。',
  ],
  ['{file} has no column {column}, which names pictures.', '{file} 没有写图片名的 {column} 列。'],
  [
    '{column} names the picture {cell}, which cannot be read; the row was left out.',
    '{column} 写的图片 {cell} 无法读取；这一行已略过。',
  ],
  ['{column} names no picture; the row was left out.', '{column} 没有写图片名；这一行已略过。'],
  [
    '{column} names {cell}, which is not in the folder; the row was left out.',
    '{column} 写的 {cell} 不在文件夹中；这一行已略过。',
  ],
  ['{file} is not whole; import the pictures again.', '{file} 不完整；重新导入这些图片。'],
  ['{file} can be read in a worker only.', '{file} 只能在后台线程中读取。'],
  ['Other pictures lie there now.', '那里现在是别的图片。'],

  // Texts.
  [
    '{name} holds {total} bytes of text; at most {most} fit.',
    '{name} 有 {total} 字节文本；最多容纳 {most} 字节。',
  ],
  [
    'The text is in no class folder of the document; it was left out.',
    '这个文本不在文档的任何类别文件夹中，已略过。',
  ],
  ['The file is empty; it was left out.', '这个文件是空的，已略过。'],
  ['The file is not a text; it was left out.', '这个文件不是文本，已略过。'],

  // Arrays.
  [
    'The array was left out: samples and targets are read from others. Open it by itself.',
    '这个数组已略过：样本和标签从其他数组读取。可单独打开它。',
  ],
  [
    '{name} holds {samples} samples and {targets} targets; each sample needs one.',
    '{name} 有 {samples} 个样本和 {targets} 个标签；每个样本需要一个标签。',
  ],
  [
    'The samples are {received}; the document reads {expected}.',
    '样本是 {received}，而文档读取的是 {expected}。',
  ],
  [
    'The files mix CIFAR-10 and CIFAR-100; open one of them.',
    '文件混有 CIFAR-10 和 CIFAR-100；只打开其中一种。',
  ],
  [
    '{name} holds no IDX file of samples, only one number each.',
    '{name} 里没有样本的 IDX 文件，每项只有一个数字。',
  ],
  [
    '{file} would unpack to {size} bytes; at most {most} fit.',
    '{file} 解压后有 {size} 字节；最多容纳 {most} 字节。',
  ],
  ['{file} is damaged: its gzip stream breaks off.', '{file} 已损坏：gzip 数据中断。'],
  [
    'The archive was left out: {file} is read. Open it by itself.',
    '这个压缩包已略过：读取的是 {file}。可单独打开它。',
  ],
  [
    '{name} holds no array of samples, one along its first axis.',
    '{name} 里没有样本数组，即第一个轴上每个位置一个样本的数组。',
  ],
  ['{file} does not begin like an IDX file.', '{file} 的开头不像 IDX 文件。'],
  ['{file} ends inside its header.', '{file} 在文件头处就结束了。'],
  [
    '{file} holds {received} bytes; its header of {shape} values speaks of {expected}.',
    '{file} 有 {received} 字节；按文件头的 {shape} 个值应为 {expected} 字节。',
  ],
  [
    '{file} holds {count} numbers; its shape is {shape}.',
    '{file} 有 {count} 个数字，而它的形状是 {shape}。',
  ],
  [
    '{file} is in Fortran order; save it with numpy.ascontiguousarray.',
    '{file} 按 Fortran 顺序存储；用 numpy.ascontiguousarray 另存。',
  ],
  ['{file} holds {dtype}; expected numbers.', '{file} 里是 {dtype}，应为数字。'],
  ['{file} is not an NPY array that can be read.', '{file} 不是能读取的 NPY 数组。'],

  // Archives.
  [
    '{file} is not a whole zip archive: its list of files is missing.',
    '{file} 不是完整的 zip 压缩包：缺少文件列表。',
  ],
  [
    '{file} is damaged: its list of files lies outside the archive.',
    '{file} 已损坏：文件列表不在压缩包之内。',
  ],
  ['{file} is damaged: its end cannot be read.', '{file} 已损坏：结尾无法读取。'],
  ['{file} is damaged: its list of files breaks off.', '{file} 已损坏：文件列表中断。'],
  [
    'The path leads out of the archive; the file was left out.',
    '路径指向压缩包之外；这个文件已略过。',
  ],
  [
    'The file is encrypted; unpack the archive with its password first.',
    '这个文件已加密；先用密码解压。',
  ],
  [
    'The file is packed by method {method}; pack the archive again with deflate.',
    '这个文件用压缩方法 {method} 打包；用 deflate 重新打包。',
  ],
  [
    'The file unpacks to {size} bytes; unpack the archive first.',
    '这个文件解压后有 {size} 字节；先解压。',
  ],
  [
    '{packed} bytes would unpack to {size}; the file was left out.',
    '{packed} 字节解压后会成为 {size} 字节；这个文件已略过。',
  ],
  ['{file} in {name} is damaged.', '{name} 中的 {file} 已损坏。'],
  ['{file} in {name} is longer than it says.', '{name} 中的 {file} 比标明的长。'],
  ['{file} in {name} is shorter than it says.', '{name} 中的 {file} 比标明的短。'],
  [
    '{file} in {name} is damaged: its deflate stream breaks off.',
    '{name} 中的 {file} 已损坏：deflate 数据中断。',
  ],
];
