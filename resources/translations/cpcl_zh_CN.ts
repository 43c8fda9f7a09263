<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>There is no model at {path}.</source>
        <translation>{path} 处没有模型。</translation>
    </message>
    <message>
        <source>The model at {path} is of an absurd size; it was not opened.</source>
        <translation>{path} 处的模型大小异常；未打开。</translation>
    </message>
    <message>
        <source>The model {name} has no {role}.</source>
        <translation>模型 {name} 没有 {role}。</translation>
    </message>
    <message>
        <source>The file {path} of the model {name} was changed or damaged: its hash is not the one in the manifest. Nothing was loaded; fetch or export the model again.</source>
        <translation>模型 {name} 的文件 {path} 被改动或已损坏：其哈希值与清单不符。没有加载任何内容；请重新获取或导出该模型。</translation>
    </message>
    <message>
        <source>{path} exists and is not a model bundle; it was left as it is.</source>
        <translation>{path} 已存在且不是模型包；保持原样。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest.json is not UTF-8 text.</source>
        <translation>模型的 manifest.json 不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>{path} is {kind}, neither a file nor a folder; it was not opened.</source>
        <translation>{path} 是{kind}，既不是文件也不是文件夹；未打开。</translation>
    </message>
    <message>
        <source>The model at {path} cannot be read: it is {foreign}.</source>
        <translation>无法读取 {path} 处的模型：它是{foreign}。</translation>
    </message>
    <message>
        <source>The model at {path} lacks its file {name}.</source>
        <translation>{path} 处的模型缺少文件 {name}。</translation>
    </message>
    <message>
        <source>The model at {path} cannot be read ({why}).</source>
        <translation>无法读取 {path} 处的模型（{why}）。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest gives the file {path} an absurd size ({declared} bytes).</source>
        <translation>模型清单为文件 {path} 给出的大小异常（{declared} 字节）。</translation>
    </message>
    <message>
        <source>The file {path} of the model at {other_path} unpacks to {size} bytes from {packed}, which no model does; it was not opened.</source>
        <translation>{other_path} 处模型的文件 {path} 由 {packed} 字节解压成 {size} 字节，没有模型会这样；未打开。</translation>
    </message>
    <message>
        <source>The model at {path} lacks its file {other_path}.</source>
        <translation>{path} 处的模型缺少文件 {other_path}。</translation>
    </message>
    <message>
        <source>The file {path} of the model at {other_path} has {size} bytes where the manifest says {declared}.</source>
        <translation>{other_path} 处模型的文件 {path} 有 {size} 字节，而清单上是 {declared} 字节。</translation>
    </message>
    <message>
        <source>The file {name} of the model at {path} leads outside the bundle; it was not opened.</source>
        <translation>{path} 处模型的文件 {name} 指向模型包之外；未打开。</translation>
    </message>
    <message>
        <source>The file {name} of the model at {path} is no file; it was not opened.</source>
        <translation>{path} 处模型的 {name} 不是文件；未打开。</translation>
    </message>
    <message>
        <source>The model&apos;s file {name} is larger than its manifest allows ({limit} bytes).</source>
        <translation>模型的文件 {name} 超过其清单允许的大小（{limit} 字节）。</translation>
    </message>
    <message>
        <source>The features are empty, zero or not numbers, so they cannot be clustered; training has probably diverged. Go on from the last checkpoint with a lower learning rate.</source>
        <translation>特征为空、为零或不是数值，因此无法聚类；训练很可能已发散。请降低学习率，从上一个检查点继续。</translation>
    </message>
    <message>
        <source>{points:+.1f} points ({low:+.1f} to {high:+.1f})</source>
        <translation>{points:+.1f} 个百分点（{low:+.1f} 至 {high:+.1f}）</translation>
    </message>
    <message>
        <source>It learnt from {groups} groups; with fewer than {least} a gain cannot be told from chance.</source>
        <translation>它只从 {groups} 组中学习；少于 {least} 组时，提升与偶然无法区分。</translation>
    </message>
    <message>
        <source>Descriptions do not fit the passages that they were decided for: dealt out at random among the groups they fit as well {chance:.0%} of the time.</source>
        <translation>描述与其所判定的片段不相符：在各组之间随机分配时，有 {chance:.0%} 的情形同样相符。</translation>
    </message>
    <message>
        <source>It is not shown to be better on {groups} groups that were held out: {held_out}.</source>
        <translation>在留作检验的 {groups} 组上未显示出更好：{held_out}。</translation>
    </message>
    <message>
        <source>It forgets: on rendered people of all kinds {rendered}, where at most {allowed:g} points may be lost.</source>
        <translation>它会遗忘：在各类渲染人物上为 {rendered}，而最多允许损失 {allowed:g} 个百分点。</translation>
    </message>
    <message>
        <source>a Git LFS pointer, not the file itself; `git lfs pull` fetches that</source>
        <translation>Git LFS 指针，而不是文件本身；`git lfs pull` 可取得文件</translation>
    </message>
    <message>
        <source>a web page, as a download link may give in place of the file; fetch the file itself</source>
        <translation>网页，下载链接有时会给出网页而不是文件；请获取文件本身</translation>
    </message>
    <message>
        <source>an XML text, as a server&apos;s error may come; fetch the file itself</source>
        <translation>XML 文本，可能是服务器的错误信息；请获取文件本身</translation>
    </message>
    <message>
        <source>a zip archive; unpack it, or add it as a bundle</source>
        <translation>zip 压缩包；请解压，或作为模型包添加</translation>
    </message>
    <message>
        <source>a gzip archive; unpack it</source>
        <translation>gzip 压缩包；请解压</translation>
    </message>
    <message>
        <source>an HDF5 file; a network is added as ONNX</source>
        <translation>HDF5 文件；网络须以 ONNX 格式添加</translation>
    </message>
    <message>
        <source>a JSON text</source>
        <translation>JSON 文本</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>nothing but zeros</source>
        <translation>全为零的数据</translation>
    </message>
    <message>
        <source>The model&apos;s manifest.json is not valid JSON ({why}).</source>
        <translation>模型的 manifest.json 不是有效的 JSON（{why}）。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest.json is not a CPCL manifest: it has no schema_version.</source>
        <translation>模型的 manifest.json 不是 CPCL 清单：它没有 schema_version。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest has schema version {version!r}; this program reads version {known}. Update the program, or export the model again.</source>
        <translation>模型清单的模式版本为 {version!r}；本程序读取版本 {known}。请更新程序，或重新导出模型。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest does not fit: {misfit}.</source>
        <translation>模型清单不符合要求：{misfit}。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest names no file for: {names}.</source>
        <translation>模型清单没有给出以下文件：{names}。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest lacks embedding_dim or context_length.</source>
        <translation>模型清单缺少 embedding_dim 或 context_length。</translation>
    </message>
    <message>
        <source>The detector&apos;s manifest does not say how to read its output (detector).</source>
        <translation>检测器的清单没有说明如何读取其输出（detector）。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest gives an impossible input size or deviation (image).</source>
        <translation>模型清单给出的输入尺寸或标准差不可能成立（image）。</translation>
    </message>
    <message>
        <source>The model&apos;s calibration is not for its {values} values of attributes (shares).</source>
        <translation>模型的校准与其属性的 {values} 个取值不对应（shares）。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest points outside the bundle ({path!r}); it was not opened.</source>
        <translation>模型清单指向模型包之外（{path!r}）；未打开。</translation>
    </message>
    <message>
        <source>a named pipe</source>
        <translation>命名管道</translation>
    </message>
    <message>
        <source>a socket</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>a device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>it is {kind}, not a file</source>
        <translation>它是{kind}，不是文件</translation>
    </message>
    <message>
        <source>it belongs to a case that is open</source>
        <translation>它属于一个已打开的案件</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他类型</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer has {count:,} bytes, which none needs; it was not read.</source>
        <translation>模型的分词器有 {count:,} 字节，没有分词器需要这么大；未读取。</translation>
    </message>
    <message>
        <source>it is {foreign}</source>
        <translation>它是{foreign}</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer cannot be read ({why}).</source>
        <translation>无法读取模型的分词器（{why}）。</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer cannot be read (it is JSON without a model, no tokenizer.json).</source>
        <translation>无法读取模型的分词器（它是没有模型的 JSON，不是 tokenizer.json）。</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer cannot be read ({name} is nested without end).</source>
        <translation>无法读取模型的分词器（{name} 嵌套过深）。</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer cannot be read ({name} has a pattern without end).</source>
        <translation>无法读取模型的分词器（{name} 的模式没有尽头）。</translation>
    </message>
    <message>
        <source>The description is too long for the model: {count} word pieces where it reads {context_length}. Shorten it to what matters most.</source>
        <translation>描述对该模型来说太长：有 {count} 个词片，而它最多读取 {context_length} 个。请缩短到最重要的内容。</translation>
    </message>
    <message>
        <source>one of {names}</source>
        <translation>{names} 之一</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>{count} values</source>
        <translation>{count} 个值</translation>
    </message>
    <message>
        <source>unknown key {names}</source>
        <translation>未知的键 {names}</translation>
    </message>
    <message>
        <source>missing key {names}</source>
        <translation>缺少键 {names}</translation>
    </message>
    <message>
        <source>{where} is {value!r}, where {wanted} belongs</source>
        <translation>{where} 为 {value!r}，应为 {wanted}</translation>
    </message>
    <message>
        <source>No folder can be made to measure in ({why}); name one by --folder.</source>
        <translation>无法建立用于测量的文件夹（{why}）；请用 --folder 指定。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({why}); nothing was compared.</source>
        <translation>无法读取 {path}（{why}）；未作比较。</translation>
    </message>
    <message>
        <source>{path} is not what `cpcl bench --out` writes; nothing was compared.</source>
        <translation>{path} 不是 `cpcl bench --out` 写出的文件；未作比较。</translation>
    </message>
    <message>
        <source>A picture is not there any more; nothing of this source was taken.</source>
        <translation>一张截图已不存在；该影像源未被接收。</translation>
    </message>
    <message>
        <source>Source {number} is not in the bin; nothing was removed.</source>
        <translation>影像源 {number} 不在回收站中；没有删除任何内容。</translation>
    </message>
    <message>
        <source>People decided, marked or wrote something about passages of source {source}, which would be removed with it. Confirm that this may go, or put the source back; nothing was removed.</source>
        <translation>有人对影像源 {source} 的片段做过判定、标记或描述，这些会一并删除。请确认可以删除，或将该影像源放回；没有删除任何内容。</translation>
    </message>
    <message>
        <source>The case {path} is open only to be read; nothing was written.</source>
        <translation>案件 {path} 以只读方式打开；没有写入任何内容。</translation>
    </message>
    <message>
        <source>The {name} {text!r} is not text in UTF-8; write it again. Nothing was done.</source>
        <translation>{name} {text!r} 不是 UTF-8 文本；请重新输入。没有做任何事。</translation>
    </message>
    <message>
        <source>A vector is damaged; nothing of this source was taken.</source>
        <translation>一个向量已损坏；该影像源未被接收。</translation>
    </message>
    <message>
        <source>The folder {path} does not exist; the case was not created.</source>
        <translation>文件夹 {path} 不存在；没有创建案件。</translation>
    </message>
    <message>
        <source>There is no case at {path}.</source>
        <translation>{path} 处没有案件。</translation>
    </message>
    <message>
        <source>{path} is a folder, not a case file.</source>
        <translation>{path} 是文件夹，不是案件文件。</translation>
    </message>
    <message>
        <source>{path} is {kind}, not a case file; it was not opened.</source>
        <translation>{path} 是{kind}，不是案件文件；未打开。</translation>
    </message>
    <message>
        <source>There is no case at {path}; the file is empty.</source>
        <translation>{path} 处没有案件；该文件为空。</translation>
    </message>
    <message>
        <source>{path} is no file of this program, and would change the case; the case was not opened. Keep that file elsewhere, and open the case again.</source>
        <translation>{path} 不是本程序的文件，并且会改动案件；未打开案件。请将该文件移到别处，再打开案件。</translation>
    </message>
    <message>
        <source>{path} is a database, but not a CPCL case; it was left as it is.</source>
        <translation>{path} 是数据库，但不是 CPCL 案件；保持原样。</translation>
    </message>
    <message>
        <source>The case {path} was made by a newer version of this program (schema {version}, this one knows {known}); it was left as it is. Update the program to open it.</source>
        <translation>案件 {path} 由本程序的更新版本创建（模式 {version}，本程序支持 {known}）；保持原样。请更新程序后再打开。</translation>
    </message>
    <message>
        <source>The case has no crop {crop}.</source>
        <translation>案件中没有截图 {crop}。</translation>
    </message>
    <message>
        <source>The database is damaged: {faults}.</source>
        <translation>数据库已损坏：{faults}。</translation>
    </message>
    <message>
        <source>The database is damaged: {why}.</source>
        <translation>数据库已损坏：{why}。</translation>
    </message>
    <message>
        <source>A row of {table} belongs to a {other_table} that is not there.</source>
        <translation>{table} 的一行属于不存在的 {other_table}。</translation>
    </message>
    <message>
        <source>The vector of crop {crop} is damaged.</source>
        <translation>截图 {crop} 的向量已损坏。</translation>
    </message>
    <message>
        <source>The case counts {vectors} vectors of {name} and holds {count}.</source>
        <translation>案件记有 {name} 的向量 {vectors} 个，实际保存 {count} 个。</translation>
    </message>
    <message>
        <source>The case has no label {label}; nothing was changed.</source>
        <translation>案件中没有标签 {label}；未作任何更改。</translation>
    </message>
    <message>
        <source>The label “{name}” was taken away; nothing was changed.</source>
        <translation>标签“{name}”已被移除；未作任何更改。</translation>
    </message>
    <message>
        <source>A label needs a name of 1 to {most} letters; nothing was changed.</source>
        <translation>标签的名称须为 1 到 {most} 个字符；未作任何更改。</translation>
    </message>
    <message>
        <source>A label is called “{name}” already; choose another name. Nothing was changed.</source>
        <translation>已有名为“{name}”的标签，请另取名称。未作任何更改。</translation>
    </message>
    <message>
        <source>The keys of labels are {first} to {last}; nothing was changed.</source>
        <translation>标签的按键为 {first} 到 {last}；未作任何更改。</translation>
    </message>
    <message>
        <source>Key {digit} gives the label “{name}” already; choose another key, or take that one away. Nothing was changed.</source>
        <translation>{digit} 键已用于标签“{name}”；请另选按键，或先移除该标签。未作任何更改。</translation>
    </message>
    <message>
        <source>Footage is being added to {path} by another program, or its model is changed; wait until that is done, or close it.</source>
        <translation>另一个程序正在向 {path} 添加影像或更换其模型；请等它完成，或将其关闭。</translation>
    </message>
    <message>
        <source>The disk that holds {path} cannot keep a second writer out ({why}); nothing was changed. Keep the case on a disk of this machine.</source>
        <translation>存放 {path} 的磁盘无法阻止第二个程序写入（{why}）；没有做任何更改。请将案件放在本机的磁盘上。</translation>
    </message>
    <message>
        <source>Nothing can be added to {path}: beside it {name} cannot be written ({why}). Check the folder&apos;s permissions; the case is as it was.</source>
        <translation>无法向 {path} 添加内容：其旁的 {name} 无法写入（{why}）。请检查文件夹权限；案件保持原样。</translation>
    </message>
    <message>
        <source>The log ends at entry {entries}; it had {other_entries}. The last were removed.</source>
        <translation>日志到第 {entries} 条为止；原有 {other_entries} 条。最后的条目被删除。</translation>
    </message>
    <message>
        <source>The log&apos;s last entry {entries} is not the one that the case noted as its last.</source>
        <translation>日志的最后一条（第 {entries} 条）不是案件记录为最后的那一条。</translation>
    </message>
    <message>
        <source>Entry {entries}, whose hash was noted, was cut off by the team&apos;s administrator, as entry {entry} says.</source>
        <translation>条目 {entries}（其哈希值曾被记下）已由团队的管理员截去，条目 {entry} 有记载。</translation>
    </message>
    <message>
        <source>Entry {entries} is not the one whose hash was noted; the log was written anew.</source>
        <translation>第 {entries} 条不是当时记下哈希值的那一条；日志被重写过。</translation>
    </message>
    <message>
        <source>Entry {entry} follows entry {entries}: entries were removed or moved.</source>
        <translation>第 {entry} 条紧接在第 {entries} 条之后：有条目被删除或移动。</translation>
    </message>
    <message>
        <source>Entry {entry} was altered: it does not have the hash it was written with.</source>
        <translation>第 {entry} 条被改动：其哈希值与写入时不同。</translation>
    </message>
    <message>
        <source>Entry {entry} does not continue entry {entries}: one was replaced or moved.</source>
        <translation>第 {entry} 条不接续第 {entries} 条：有条目被替换或移动。</translation>
    </message>
    <message>
        <source>The log could not be written to {path} ({why}).</source>
        <translation>日志无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>{path} is no log that `cpcl log --out` wrote as JSON ({why}).</source>
        <translation>{path} 不是 `cpcl log --out` 写出的 JSON 日志（{why}）。</translation>
    </message>
    <message>
        <source>The log of {path} was removed.</source>
        <translation>{path} 的日志被删除。</translation>
    </message>
    <message>
        <source>The log of {path} has {count} heads; it has one.</source>
        <translation>{path} 的日志有 {count} 个头；应为一个。</translation>
    </message>
    <message>
        <source>What {path} notes of its log&apos;s end was changed.</source>
        <translation>{path} 所记的日志末尾被改动。</translation>
    </message>
    <message>
        <source>model {name}</source>
        <translation>模型 {name}</translation>
    </message>
    <message>
        <source>change to the model {name} begun</source>
        <translation>开始更换为模型 {name}</translation>
    </message>
    <message>
        <source>vectors of the model {name} built</source>
        <translation>已生成模型 {name} 的向量</translation>
    </message>
    <message>
        <source>changed to the model {name}</source>
        <translation>已更换为模型 {name}</translation>
    </message>
    <message>
        <source>change to the model {name} given up</source>
        <translation>已放弃更换为模型 {name}</translation>
    </message>
    <message>
        <source>vectors of the model {name} dropped</source>
        <translation>已删除模型 {name} 的向量</translation>
    </message>
    <message>
        <source>mean of the case settled</source>
        <translation>已确定案件的均值</translation>
    </message>
    <message>
        <source>begun: {what}</source>
        <translation>开始读取：{what}</translation>
    </message>
    <message>
        <source>resumed: {what}</source>
        <translation>继续读取：{what}</translation>
    </message>
    <message>
        <source>restarted: {what}</source>
        <translation>重新读取：{what}</translation>
    </message>
    <message>
        <source>read on: {what}</source>
        <translation>接着读取：{what}</translation>
    </message>
    <message>
        <source>stopped: {what}</source>
        <translation>已停止：{what}</translation>
    </message>
    <message>
        <source>partial: {what}</source>
        <translation>部分读取：{what}</translation>
    </message>
    <message>
        <source>done: {what}</source>
        <translation>已读完：{what}</translation>
    </message>
    <message>
        <source>failed: {what}</source>
        <translation>失败：{what}</translation>
    </message>
    <message>
        <source>refused: {what}</source>
        <translation>未接受：{what}</translation>
    </message>
    <message>
        <source>known already: {what}</source>
        <translation>已经存在：{what}</translation>
    </message>
    <message>
        <source>known as: {what}</source>
        <translation>又名：{what}</translation>
    </message>
    <message>
        <source>content taken: {what}</source>
        <translation>更新了内容：{what}</translation>
    </message>
    <message>
        <source>tiles chosen: {what}</source>
        <translation>已选定分块：{what}</translation>
    </message>
    <message>
        <source>left out: {what}</source>
        <translation>略去：{what}</translation>
    </message>
    <message>
        <source>taken out: {what}</source>
        <translation>移出：{what}</translation>
    </message>
    <message>
        <source>put back: {what}</source>
        <translation>放回：{what}</translation>
    </message>
    <message>
        <source>removed: {what}</source>
        <translation>已删除：{what}</translation>
    </message>
    <message>
        <source>source {source}</source>
        <translation>影像源 {source}</translation>
    </message>
    <message>
        <source>passages {passages}: one person</source>
        <translation>片段 {passages}：同一人</translation>
    </message>
    <message>
        <source>passages {passages}: taken out of a person</source>
        <translation>片段 {passages}：从某人中移出</translation>
    </message>
    <message>
        <source>person of passages {passages}: “{name}”</source>
        <translation>片段 {passages} 的人员：“{name}”</translation>
    </message>
    <message>
        <source>decision {undoes} on a person undone</source>
        <translation>撤销对人员的判定 {undoes}</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>passage {track}: {verdict}</source>
        <translation>片段 {track}：{verdict}</translation>
    </message>
    <message>
        <source>label “{name}”</source>
        <translation>标签“{name}”</translation>
    </message>
    <message>
        <source>passage {track}: {kind}</source>
        <translation>片段 {track}：{kind}</translation>
    </message>
    <message>
        <source>passage {track}: {kind} taken off</source>
        <translation>片段 {track}：取消{kind}</translation>
    </message>
    <message>
        <source>label “{name}” taken away</source>
        <translation>标签“{name}”已移除</translation>
    </message>
    <message>
        <source>label “{name}” on key {digit}</source>
        <translation>标签“{name}”在 {digit} 键上</translation>
    </message>
    <message>
        <source>label “{name}” without a key</source>
        <translation>标签“{name}”没有按键</translation>
    </message>
    <message>
        <source>passage {track}: “{text}”</source>
        <translation>片段 {track}：“{text}”</translation>
    </message>
    <message>
        <source>passage {track}: description withdrawn</source>
        <translation>片段 {track}：撤回描述</translation>
    </message>
    <message>
        <source>“{name}” kept</source>
        <translation>已保存“{name}”</translation>
    </message>
    <message>
        <source>“{name}” deleted</source>
        <translation>已删除“{name}”</translation>
    </message>
    <message>
        <source>report to {path}</source>
        <translation>报告写入 {path}</translation>
    </message>
    <message>
        <source>coverage to {path}</source>
        <translation>覆盖情况写入 {path}</translation>
    </message>
    <message>
        <source>coverage picture to {path}</source>
        <translation>覆盖情况图写入 {path}</translation>
    </message>
    <message>
        <source>still to {path}</source>
        <translation>静态图写入 {path}</translation>
    </message>
    <message>
        <source>clip to {path}</source>
        <translation>剪辑写入 {path}</translation>
    </message>
    <message>
        <source>data set to {path}</source>
        <translation>数据集写入 {path}</translation>
    </message>
    <message>
        <source>{what} to {path}: not sent, or not known to be</source>
        <translation>{what}到 {path}：未送出，或不知是否送到</translation>
    </message>
    <message>
        <source>{path} checked</source>
        <translation>已校验 {path}</translation>
    </message>
    <message>
        <source>case checked</source>
        <translation>已校验案件</translation>
    </message>
    <message>
        <source>“{text}”: {count} hits, searched together with {names}</source>
        <translation>“{text}”：{count} 个结果，与 {names} 一起搜索</translation>
    </message>
    <message>
        <source>“{text}”: {count} hits</source>
        <translation>“{text}”：{count} 个结果</translation>
    </message>
    <message>
        <source>source {source} taken from part {part}</source>
        <translation>影像源 {source} 取自部分 {part}</translation>
    </message>
    <message>
        <source>source {source} is also in part {part}</source>
        <translation>影像源 {source} 也在部分 {part} 中</translation>
    </message>
    <message>
        <source>merging of {name} begun</source>
        <translation>开始合并 {name}</translation>
    </message>
    <message>
        <source>cases merged: {count}</source>
        <translation>已合并案件：{count}</translation>
    </message>
    <message>
        <source>likely persons shown: {count}</source>
        <translation>显示了可能的同一人：{count}</translation>
    </message>
    <message>
        <source>passages shown: {shown}</source>
        <translation>显示了片段：{shown}</translation>
    </message>
    <message>
        <source>passage {later} joined to passage {earlier}</source>
        <translation>片段 {later} 并入片段 {earlier}</translation>
    </message>
    <message>
        <source>passage {split} divided</source>
        <translation>片段 {split} 已拆分</translation>
    </message>
    <message>
        <source>source {source} looked at beside passage {track}</source>
        <translation>在片段 {track} 旁查看了影像源 {source}</translation>
    </message>
    <message>
        <source>source {source} looked at, from {time} on</source>
        <translation>查看了影像源 {source}，自 {time} 起</translation>
    </message>
    <message>
        <source>passage {track} looked at</source>
        <translation>查看了片段 {track}</translation>
    </message>
    <message>
        <source>the list of footage that waits to be read</source>
        <translation>等待读取的影像列表</translation>
    </message>
    <message>
        <source>which files beside the case searches may trust</source>
        <translation>搜索可以信任案件旁的哪些文件</translation>
    </message>
    <message>
        <source>case {name}</source>
        <translation>案件 {name}</translation>
    </message>
    <message>
        <source>source {source} found again: {path}</source>
        <translation>重新找到影像源 {source}：{path}</translation>
    </message>
    <message>
        <source>clock of source {source} stated</source>
        <translation>已说明影像源 {source} 的时钟</translation>
    </message>
    <message>
        <source>camera of source {source} named {after_name}, before {before_name}</source>
        <translation>已将影像源 {source} 的摄像机命名为 {after_name}，之前为 {before_name}</translation>
    </message>
    <message>
        <source>end of the log cut off after entry {kept}, entries that no desk believed: {count}</source>
        <translation>日志在条目 {kept} 之后的末尾已截去，没有机器相信的条目：{count}</translation>
    </message>
    <message>
        <source>updated: {what}</source>
        <translation>已更新：{what}</translation>
    </message>
    <message>
        <source>{track} with a crop {crop}</source>
        <translation>{track}（含截图 {crop}）</translation>
    </message>
    <message>
        <source>The case has no passage {track}; `cpcl search` prints their numbers.</source>
        <translation>案件中没有片段 {track}；`cpcl search` 会列出片段编号。</translation>
    </message>
    <message>
        <source>Row {row} of the table {table} was added, or put in another&apos;s place. Nothing was changed; go on with a copy of the case that was kept.</source>
        <translation>表 {table} 的第 {row} 行是后来加入的，或顶替了另一行。没有做任何更改；请使用另存的案件副本继续工作。</translation>
    </message>
    <message>
        <source>{faults} The case {path} was left as it is; `cpcl verify` says what else it finds.</source>
        <translation>{faults}案件 {path} 保持原样；`cpcl verify` 会说明另外发现的问题。</translation>
    </message>
    <message>
        <source>The team&apos;s case {path} has the tables of an older version of this program, and was left as it is. Its owner takes it out of the server with `cpcl case pull URL FILE --apart`, opens FILE once, and puts it into a new database with `cpcl case push`.</source>
        <translation>团队的案件 {path} 使用本程序较旧版本的表，保持原样。由其负责人用 `cpcl case pull URL FILE --apart` 从服务器取出，打开 FILE 一次，再用 `cpcl case push` 放入新的数据库。</translation>
    </message>
    <message>
        <source>{faults} The case {path} was left as it is, and was not brought up to date. `cpcl verify` in the version of this program that made it says what else was changed; go on with a copy of the case that was kept.</source>
        <translation>{faults}案件 {path} 保持原样，没有升级到最新。用创建它的那个版本的程序运行 `cpcl verify`，会说明还有哪些改动；请使用另存的案件副本继续工作。</translation>
    </message>
    <message>
        <source>The case was made by an older version, and a backup could not be written to {path} ({why}). The case was left as it is; make room in its folder and open it again.</source>
        <translation>案件由旧版本创建，而备份无法写入 {path}（{why}）。案件保持原样；请在其文件夹中腾出空间后再打开。</translation>
    </message>
    <message>
        <source>The case at {place} is not the one that {path} followed: their logs differ at entry {entry}. The file was left as it is; keep it, and take the team&apos;s case with `cpcl case pull` into another.</source>
        <translation>位于 {place} 的案件不是 {path} 所跟随的案件：两者的日志在条目 {entry} 处不同。文件保持原样；请保留它，并用 `cpcl case pull` 把团队的案件取到另一个文件。</translation>
    </message>
    <message>
        <source>What the team&apos;s server gave does not agree with the log of its case (entries {first} to {last}): somebody changed it there, past this program. {path} was left as it was.</source>
        <translation>团队服务器给出的内容与其案件的日志不符（条目 {first} 至 {last}）：有人绕过本程序在那里作了更改。{path} 保持原样。</translation>
    </message>
    <message>
        <source>{path} does not say any more which team&apos;s case it follows.</source>
        <translation>{path} 不再说明它跟随哪个团队的案件。</translation>
    </message>
    <message>
        <source>The case {path} holds no footage yet. `cpcl ingest --model {name}` begins it with this model.</source>
        <translation>案件 {path} 尚无影像。`cpcl ingest --model {name}` 会以该模型开始。</translation>
    </message>
    <message>
        <source>The case uses the model {name} already; nothing was changed.</source>
        <translation>案件已在使用模型 {name}；没有做任何更改。</translation>
    </message>
    <message>
        <source>The case keeps no vectors of a model from before, so there is no way back.</source>
        <translation>案件没有保留先前模型的向量，因此无法换回。</translation>
    </message>
    <message>
        <source>A change to the model {name} is under way; nothing was changed. Go on with it, or give it up first: `cpcl reindex CASE --give-up`.</source>
        <translation>正在更换为模型 {name}；没有做任何更改。请继续更换，或先放弃：`cpcl reindex CASE --give-up`。</translation>
    </message>
    <message>
        <source>The case holds pictures that {name} has not embedded; nothing was changed.</source>
        <translation>案件中有 {name} 尚未嵌入的截图；没有做任何更改。</translation>
    </message>
    <message>
        <source>The case keeps no vectors of a model from before</source>
        <translation>案件没有保留先前模型的向量</translation>
    </message>
    <message>
        <source>No change of the case&apos;s model is under way</source>
        <translation>案件没有正在进行的模型更换</translation>
    </message>
    <message>
        <source>{nothing}; nothing was changed.</source>
        <translation>{nothing}；没有做任何更改。</translation>
    </message>
    <message>
        <source>This case was indexed with the model {names}; scores of {name} cannot be compared with it. Use the same model, make a new case, or change the model of this one with `cpcl reindex`.</source>
        <translation>该案件以模型 {names} 建立索引；{name} 的分数无法与之比较。请使用同一模型，新建案件，或用 `cpcl reindex` 更换本案件的模型。</translation>
    </message>
    <message>
        <source>A camera needs a name of 1 to {most} letters; nothing was changed.</source>
        <translation>摄像机名称须为 1 至 {most} 个字符；未作任何更改。</translation>
    </message>
    <message>
        <source>The case {name} is on a network drive ({kind}), where a broken connection can damage it and a second program is not kept from writing to it. Keep the case on a disk of this machine; footage may stay.</source>
        <translation>案件 {name} 位于网络驱动器（{kind}）上，连接中断可能损坏案件，也无法阻止另一个程序写入。请将案件放在本机磁盘上；影像可以留在原处。</translation>
    </message>
    <message>
        <source>network share</source>
        <translation>网络共享</translation>
    </message>
    <message>
        <source>network drive letter</source>
        <translation>网络驱动器盘符</translation>
    </message>
    <message>
        <source>The case has no passage {track}; `cpcl passages` prints their numbers.</source>
        <translation>案件中没有片段 {track}；`cpcl passages` 会列出片段编号。</translation>
    </message>
    <message>
        <source>Passage {track} was joined to passage {part_of}; nothing was changed.</source>
        <translation>片段 {track} 已并入片段 {part_of}；没有做任何更改。</translation>
    </message>
    <message>
        <source>Passage {later} does not begin after passage {earlier} ends, in the same source, so they cannot be joined; nothing was changed.</source>
        <translation>在同一影像源中，片段 {later} 不是在片段 {earlier} 结束之后开始，因此无法合并；没有做任何更改。</translation>
    </message>
    <message>
        <source>The footage of passage {track} was not read to its end; read it first (`cpcl ingest`), since reading goes on from what is there. Nothing was changed.</source>
        <translation>片段 {track} 的影像尚未读完；请先读完（`cpcl ingest`），因为读取会从已有内容继续。没有做任何更改。</translation>
    </message>
    <message>
        <source>Passage {passage} was not joined anywhere, so there is nothing to take back.</source>
        <translation>片段 {passage} 没有在任何地方合并过，因此无可撤回。</translation>
    </message>
    <message>
        <source>Passage {passage} was joined at {times}; say which is to be taken back, as {passage}@TIME. Nothing was changed.</source>
        <translation>片段 {passage} 曾在 {times} 合并；请以 {passage}@TIME 指明要撤回哪一处。没有做任何更改。</translation>
    </message>
    <message>
        <source>Nothing was decided about persons that could be undone; nothing was changed.</source>
        <translation>没有可撤销的人员判定；没有做任何更改。</translation>
    </message>
    <message>
        <source>The case has no saved search {search}; nothing was changed.</source>
        <translation>案件中没有已存搜索 {search}；没有做任何更改。</translation>
    </message>
    <message>
        <source>A saved search needs a name of 1 to {most} letters; nothing was saved.</source>
        <translation>已存搜索的名称须为 1 至 {most} 个字符；没有保存。</translation>
    </message>
    <message>
        <source>A saved search is called “{name}” already; choose another name. Nothing was saved.</source>
        <translation>已有名为“{name}”的已存搜索；请另选名称。没有保存。</translation>
    </message>
    <message>
        <source>{name} in the database is missing or not as this program made it.</source>
        <translation>数据库中的 {name} 缺失，或不是本程序所建的样子。</translation>
    </message>
    <message>
        <source>The column {name!r} of _sqlite_migrations was not made by this program.</source>
        <translation>_sqlite_migrations 的列 {name!r} 不是本程序所建。</translation>
    </message>
    <message>
        <source>The database holds a {kind} {name!r}, which this program did not make.</source>
        <translation>数据库中有 {kind} {name!r}，并非本程序所建。</translation>
    </message>
    <message>
        <source>The case has no source {identifier}.</source>
        <translation>案件中没有影像源 {identifier}。</translation>
    </message>
    <message>
        <source>Row {row} of the table {table} is not as this program stored it</source>
        <translation>表 {table} 的第 {row} 行与本程序存入时不符</translation>
    </message>
    <message>
        <source>The digest of the table {table} is missing or not as this program stored it</source>
        <translation>表 {table} 的摘要缺失，或与本程序存入时不符</translation>
    </message>
    <message>
        <source>There are digests of a table {name}, and no such table.</source>
        <translation>存在表 {name} 的摘要，但没有这个表。</translation>
    </message>
    <message>
        <source>The log does not say what the table {table} holds.</source>
        <translation>日志没有说明表 {table} 的内容。</translation>
    </message>
    <message>
        <source>The table {table} is not what the log says it was; its rows and their digests were made anew.</source>
        <translation>表 {table} 与日志所述不符；其各行及其摘要被重新生成过。</translation>
    </message>
    <message>
        <source>The digest of the table {table} was changed; its rows are what the log says.</source>
        <translation>表 {table} 的摘要被改动；其各行与日志所述一致。</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在校验 {name}</translation>
    </message>
    <message>
        <source>Row {row} of the table {table} was added, or put in another&apos;s place.</source>
        <translation>表 {table} 的第 {row} 行是后来加入的，或顶替了另一行。</translation>
    </message>
    <message>
        <source>Row {row} of the table {table} was changed.</source>
        <translation>表 {table} 的第 {row} 行被改动。</translation>
    </message>
    <message>
        <source>Row {row} of the table {name} was removed, or put in another&apos;s place.</source>
        <translation>表 {name} 的第 {row} 行被删除，或被顶替。</translation>
    </message>
    <message>
        <source>{more} more rows of the table {table} are not as they were stored.</source>
        <translation>表 {table} 另有 {more} 行与存入时不符。</translation>
    </message>
    <message>
        <source>The case {path} was written to by another program while it was being read, so what was read of it last does not count. Close it there, and do the same again.</source>
        <translation>读取案件 {path} 时，另一个程序写入了它，因此最后读取的内容不算数。请在那里关闭该案件，然后重新执行。</translation>
    </message>
    <message>
        <source>{refusal}, so nothing was written to {path}. `cpcl verify` says what else was changed; go on with a copy of the case that was kept.</source>
        <translation>{refusal}，因此没有向 {path} 写入任何内容。`cpcl verify` 会说明还有哪些改动；请使用另存的案件副本继续工作。</translation>
    </message>
    <message>
        <source>The case {path} is being written to by another program; try again when it is done.</source>
        <translation>另一个程序正在写入案件 {path}；请等它完成后再试。</translation>
    </message>
    <message>
        <source>{path} is not a CPCL case; it was left as it is.</source>
        <translation>{path} 不是 CPCL 案件；保持原样。</translation>
    </message>
    <message>
        <source>The disk that holds {path} is full. What was committed is kept; free space and run the same again.</source>
        <translation>存放 {path} 的磁盘已满。已提交的内容已保留；请腾出空间后再执行一次。</translation>
    </message>
    <message>
        <source>The disk that holds {path} fails to read or write it (disk I/O error): it may be full, unplugged or damaged. What was committed is kept; see to the disk and run the same again.</source>
        <translation>存放 {path} 的磁盘无法读写（磁盘 I/O 错误）：可能已满、被拔出或损坏。已提交的内容已保留；请检查磁盘后再执行一次。</translation>
    </message>
    <message>
        <source>The case {path} cannot be opened for writing ({text}); check the folder&apos;s permissions.</source>
        <translation>无法以写入方式打开案件 {path}（{text}）；请检查文件夹权限。</translation>
    </message>
    <message>
        <source>The case {path} cannot be read ({text}).</source>
        <translation>无法读取案件 {path}（{text}）。</translation>
    </message>
    <message>
        <source>{path} follows a team&apos;s case, which is on its server; nothing was sent.</source>
        <translation>{path} 跟随团队的案件，该案件在其服务器上；没有发送任何内容。</translation>
    </message>
    <message>
        <source>{faults} Nothing was sent.</source>
        <translation>{faults}没有发送任何内容。</translation>
    </message>
    <message>
        <source>{path} is there already; nothing was taken. Give another name.</source>
        <translation>{path} 已经存在；没有取得任何内容。请换一个名称。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({why}); the team&apos;s case is as it was.</source>
        <translation>{path} 无法写入（{why}）；团队的案件保持原样。</translation>
    </message>
    <message>
        <source>The team&apos;s case has the tables of a newer version of this program; nothing was taken. Update the program.</source>
        <translation>团队的案件使用本程序更新版本的表；没有取得任何内容。请更新程序。</translation>
    </message>
    <message>
        <source>The team&apos;s case has the tables of an older version of this program; nothing was taken. Its owner takes it with `cpcl case pull URL FILE --apart`, opens FILE once, and puts it into a new database.</source>
        <translation>团队的案件使用本程序较旧版本的表；没有取得任何内容。由其负责人用 `cpcl case pull URL FILE --apart` 取出，打开 FILE 一次，再放入新的数据库。</translation>
    </message>
    <message>
        <source>Sending {name}</source>
        <translation>正在发送 {name}</translation>
    </message>
    <message>
        <source>Checking what was taken</source>
        <translation>正在校验取得的内容</translation>
    </message>
    <message>
        <source>The team&apos;s case is not what its log says: {names} were changed on the server, past this program. No file was made.</source>
        <translation>团队的案件与其日志所述不符：有人绕过本程序在服务器上更改了 {names}。没有生成文件。</translation>
    </message>
    <message>
        <source>{faults} So says the team&apos;s server; no file was made.</source>
        <translation>{faults}这是团队服务器所给出的；没有生成文件。</translation>
    </message>
    <message>
        <source>Taking {name}</source>
        <translation>正在取得 {name}</translation>
    </message>
    <message>
        <source>“{text}” is no length of time. Write it as 90s, 10m, 2h or 1:30:00.</source>
        <translation>“{text}”不是时长。请写成 90s、10m、2h 或 1:30:00。</translation>
    </message>
    <message>
        <source>“{text}” is not a time. Write seconds, minutes:seconds or hours:minutes:seconds.</source>
        <translation>“{text}”不是时间。请写成秒、分:秒或时:分:秒。</translation>
    </message>
    <message>
        <source>{name} is {other} there and {version} here; install the same</source>
        <translation>{name} 在那里是 {other}，在这里是 {version}；请安装相同的版本</translation>
    </message>
    <message>
        <source>its networks run on {other}, those of the others on {provider}; with --provider cpu all can take part. {why}</source>
        <translation>它的网络在 {other} 上运行，其他的在 {provider} 上运行；用 --provider cpu 则全部可以参加。{why}</translation>
    </message>
    <message>
        <source>its table {name} is not the one of this machine; copy that there</source>
        <translation>它的表 {name} 与本机的不同；请把本机的复制过去</translation>
    </message>
    <message>
        <source>its vectors are off by {off:.1e} (1 − cosine), and {allowed:.0e} is allowed; `cpcl doctor --golden` says more</source>
        <translation>它的向量相差 {off:.1e}（1 − 余弦），允许 {allowed:.0e}；`cpcl doctor --golden` 会说明更多</translation>
    </message>
    <message>
        <source>it shows pages to whoever reaches {name}, without keys; start it with --dashboard-address 127.0.0.1:0</source>
        <translation>它不用密钥就向能访问 {name} 的任何人显示页面；请用 --dashboard-address 127.0.0.1:0 启动它</translation>
    </message>
    <message>
        <source>it does not see the folder for parts {path}; name one that both see with --parts, say with --map what it is called there, or give --send</source>
        <translation>它看不到存放部分案件的文件夹 {path}；请用 --parts 指定双方都能看到的文件夹，用 --map 说明它在那里的名称，或使用 --send</translation>
    </message>
    <message>
        <source>it cannot write to the folder for parts {path} ({why})</source>
        <translation>它不能写入存放部分案件的文件夹 {path}（{why}）</translation>
    </message>
    <message>
        <source>Reading on several machines needs the package distributed: pip install &quot;cpcl-desktop[cluster]&quot;.</source>
        <translation>用多台机器读取需要软件包 distributed：pip install &quot;cpcl-desktop[cluster]&quot;。</translation>
    </message>
    <message>
        <source>The cluster was not used</source>
        <translation>未使用集群</translation>
    </message>
    <message>
        <source>Without --cluster the footage is read on this machine.</source>
        <translation>不用 --cluster 时，影像在本机读取。</translation>
    </message>
    <message>
        <source>{text} is no address of a scheduler; write tls://HOST:8786 (or tcp://127.0.0.1:8786).</source>
        <translation>{text} 不是调度程序的地址；请写 tls://HOST:8786（或 tcp://127.0.0.1:8786）。</translation>
    </message>
    <message>
        <source>An address that begins with tls:// needs the keys of the cluster: name their folder (`cpcl cluster keys FOLDER` makes one).</source>
        <translation>以 tls:// 开头的地址需要集群的密钥：请指定其文件夹（`cpcl cluster keys FOLDER` 会制作一个）。</translation>
    </message>
    <message>
        <source>{name} is another machine, and tcp:// is open to whoever listens or sends: anybody who reaches it could run programs on the workers. Nothing was sent. Make keys with `cpcl cluster keys FOLDER`, start scheduler and workers with them, and write tls://.</source>
        <translation>{name} 是另一台机器，而 tcp:// 对任何监听或发送的人都是开放的：能连接到它的人都可以在工作进程上运行程序。未发送任何内容。请用 `cpcl cluster keys FOLDER` 制作密钥，用它启动调度程序和工作进程，并写 tls://。</translation>
    </message>
    <message>
        <source>Keys are for addresses that begin with tls://; write that, or leave the keys out.</source>
        <translation>密钥用于以 tls:// 开头的地址；请这样写，或不要指定密钥。</translation>
    </message>
    <message>
        <source>{path} is not there; the keys of a cluster are a folder as `cpcl cluster keys FOLDER` makes it.</source>
        <translation>{path} 不存在；集群的密钥是 `cpcl cluster keys FOLDER` 制作的文件夹。</translation>
    </message>
    <message>
        <source>No scheduler answers at {name} ({why}); nothing was read. Start one with `cpcl cluster start`, with the same keys.</source>
        <translation>{name} 没有调度程序应答（{why}）；未读取任何内容。请用相同的密钥以 `cpcl cluster start` 启动一个。</translation>
    </message>
    <message>
        <source>The scheduler does not answer any more. The parts that are whole are kept; start it again, and the same command goes on from there.</source>
        <translation>调度程序不再应答。已完整的部分保留；重新启动它，同一命令会接着做。</translation>
    </message>
    <message>
        <source>its worker is gone</source>
        <translation>它的工作进程已经消失</translation>
    </message>
    <message>
        <source>its worker told nothing any more</source>
        <translation>它的工作进程不再有消息</translation>
    </message>
    <message>
        <source>No worker could read it. {why}</source>
        <translation>没有工作进程能读取它。{why}</translation>
    </message>
    <message>
        <source>No worker was given it: all failed with one source after the other.</source>
        <translation>没有分配给任何工作进程：它们接连失败。</translation>
    </message>
    <message>
        <source>None of the workers tells anything any more. The parts that are whole are kept; look after the machines, and the same command goes on from there.</source>
        <translation>所有工作进程都不再有消息。已完整的部分案件均已保留；请检查各台机器，同一命令会从那里继续。</translation>
    </message>
    <message>
        <source>Waiting for workers</source>
        <translation>正在等待工作进程</translation>
    </message>
    <message numerus="yes">
        <source>Paused on %n worker(s)</source>
        <translation>
            <numerusform>已暂停 %n 个工作进程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading on %n worker(s)</source>
        <translation>
            <numerusform>正在用 %n 个工作进程读取</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {count} sources</source>
        <translation>{count} 个影像源中的 {done} 个</translation>
    </message>
    <message>
        <source>{path} is there already; nothing was changed. Name another folder, or remove the old keys first.</source>
        <translation>{path} 已经存在；未作任何改动。请指定另一个文件夹，或先移除旧密钥。</translation>
    </message>
    <message>
        <source>The keys could not be written to {path} ({why}).</source>
        <translation>密钥不能写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>Keys of a cluster need the package cryptography: pip install &quot;cpcl-desktop[cluster]&quot;.</source>
        <translation>集群的密钥需要软件包 cryptography：pip install &quot;cpcl-desktop[cluster]&quot;。</translation>
    </message>
    <message>
        <source>{path} still holds parts that this run did not take, with pictures of people: {names}. A run of the same footage, read as it was then, goes on from them; where there will be none, delete them.</source>
        <translation>{path} 中还有本次运行没有用到的部分案件，其中有人物截图：{names}。以当时的方式再次读取同一影像时会接着使用；如不再读取，请将其删除。</translation>
    </message>
    <message>
        <source>The folder for parts {path} cannot be written to ({why}); nothing was read. Name another with --parts.</source>
        <translation>存放部分案件的文件夹 {path} 不能写入（{why}）；未读取任何内容。请用 --parts 指定另一个。</translation>
    </message>
    <message>
        <source>{text} is not FROM=TO, a folder here and the same folder as workers see it</source>
        <translation>{text} 不是 FROM=TO 的形式，即这里的文件夹和工作进程所见的同一文件夹</translation>
    </message>
    <message>
        <source>None of the workers can take part; what was read before is kept. {list}</source>
        <translation>没有工作进程可以参加；此前读取的内容保留。{list}</translation>
    </message>
    <message>
        <source>The worker {name} failed with two sources in a row and gets no more for a while; others do its work. The last time: {why}.</source>
        <translation>工作进程 {name} 连续两个影像源都没有完成，暂不再分配给它；它的工作由其他进程完成。最近一次的原因：{why}。</translation>
    </message>
    <message>
        <source>The worker {name} takes no part: {why}.</source>
        <translation>工作进程 {name} 不参加：{why}。</translation>
    </message>
    <message>
        <source>it could not be asked ({why})</source>
        <translation>无法询问它（{why}）</translation>
    </message>
    <message>
        <source>Asking {name} for workers</source>
        <translation>正在向 {name} 询问工作进程</translation>
    </message>
    <message>
        <source>Looking at {name}</source>
        <translation>正在查看 {name}</translation>
    </message>
    <message>
        <source>{name} is read in one go, by one worker: what its stretches give may not be all of it.</source>
        <translation>{name} 由一个工作进程一次读完：分段读取可能读不全。</translation>
    </message>
    <message>
        <source>{path} is not the part of {name}; it was put aside as {other_name}, and the source is read again.</source>
        <translation>{path} 不是 {name} 的部分案件；已将其另存为 {other_name}，该影像源将重新读取。</translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s) did not answer yet: they may still be reading for another run</source>
        <translation>
            <numerusform>%n 个工作进程尚未答复：可能仍在为另一次读取工作</numerusform>
        </translation>
    </message>
    <message>
        <source>the part of {name} did not arrive as it was sent</source>
        <translation>{name} 的部分案件收到时与发送时不同</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>无法读取 {path}：{why}。</translation>
    </message>
    <message>
        <source>Workers on other machines must reach this one and need the keys: name its address with --host and the folder of the keys with --keys. Nothing was started.</source>
        <translation>其他机器上的工作进程须能连接到本机，并且需要密钥：请用 --host 写出本机的地址，用 --keys 写出密钥的文件夹。什么也没有启动。</translation>
    </message>
    <message>
        <source>This machine has no program ssh, by which workers are started on others; install OpenSSH&apos;s client. Nothing was started.</source>
        <translation>本机没有用来在其他机器上启动工作进程的程序 ssh；请安装 OpenSSH 客户端。什么也没有启动。</translation>
    </message>
    <message>
        <source>ssh ended with status {status}</source>
        <translation>ssh 以状态 {status} 结束</translation>
    </message>
    <message>
        <source>No worker runs on {name} ({text}); the others go on.</source>
        <translation>{name} 上没有工作进程在运行（{text}）；其余的继续。</translation>
    </message>
    <message>
        <source>No cluster was started</source>
        <translation>未启动集群</translation>
    </message>
    <message>
        <source>Footage can be read by `cpcl ingest` alone.</source>
        <translation>可以只用 `cpcl ingest` 读取影像。</translation>
    </message>
    <message>
        <source>No cluster could be started at {name}:{port:d} ({why}). Name another port with --port.</source>
        <translation>不能在 {name}:{port:d} 启动集群（{why}）。请用 --port 指定另一个端口。</translation>
    </message>
    <message>
        <source>the worker {name} does not see {path}; say with --map where it is there, or give --send</source>
        <translation>工作进程 {name} 看不到 {path}；请用 --map 说明它在那里的位置，或使用 --send</translation>
    </message>
    <message>
        <source>the worker {name} has something else at {path} than was to be read, or not all of it yet; look at --map, or give --send</source>
        <translation>工作进程 {name} 在 {path} 看到的不是要读取的影像，或者还不完整；请检查 --map，或使用 --send</translation>
    </message>
    <message>
        <source>Merging {name}</source>
        <translation>正在合并 {name}</translation>
    </message>
    <message>
        <source>the model {name} (SHA-256 {hash}…) is not there; `cpcl models add` adds it</source>
        <translation>那里没有模型 {name}（SHA-256 {hash}…）；`cpcl models add` 可以添加</translation>
    </message>
    <message>
        <source>The case holds no footage: a search covers nothing.</source>
        <translation>案件中没有影像：搜索没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>The case holds no footage that was read: a search covers nothing.</source>
        <translation>案件中没有已读取的影像：搜索没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>could not be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>not read yet: {spans}.</source>
        <translation>尚未读取：{spans}。</translation>
    </message>
    <message>
        <source>not read to the end yet.</source>
        <translation>尚未读完。</translation>
    </message>
    <message>
        <source>too dark: {spans}.</source>
        <translation>过暗：{spans}。</translation>
    </message>
    <message>
        <source>grey or infrared, words for colours say nothing there: {spans}.</source>
        <translation>灰度或红外画面，颜色词在此无意义：{spans}。</translation>
    </message>
    <message>
        <source>through a fish-eye, many people there are not found: {spans}.</source>
        <translation>鱼眼画面，其中许多人找不到：{spans}。</translation>
    </message>
    <message>
        <source>was read by an older version, which did not look for darkness and missing colour.</source>
        <translation>由旧版本读取，当时未检查过暗和缺色。</translation>
    </message>
    <message>
        <source>no pictures: {spans}: the recording holds no pictures of this time.</source>
        <translation>没有画面：{spans}：录像中没有这段时间的画面。</translation>
    </message>
    <message>
        <source>could not be read: {spans}: {why}.</source>
        <translation>无法读取：{spans}：{why}。</translation>
    </message>
    <message>
        <source>looked at whole and in tiles, {tiles} along a frame</source>
        <translation>已整帧并分块检查，每边 {tiles} 块</translation>
    </message>
    <message>
        <source>looked at whole, without tiles</source>
        <translation>仅整帧检查，未分块</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) that wait to be read: {names}.</source>
        <translation>
            <numerusform>不包括等待读取的 %n 个影像源：{names}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) in the bin are not searched: {names}.</source>
        <translation>
            <numerusform>回收站中有 %n 个影像源未被搜索：{names}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read to the end</source>
        <translation>
            <numerusform>%n 个已读完</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n 个无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read to the end yet</source>
        <translation>
            <numerusform>%n 个尚未读完</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s): {states}.</source>
        <translation>
            <numerusform>%n 个影像源：{states}。</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>in a list</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) of unknown length.</source>
        <translation>
            <numerusform>不包括时长未知的 %n 个影像源。</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} ({share}) could not be read</source>
        <translation>{time}（{share}）无法读取</translation>
    </message>
    <message>
        <source>{time} ({share}) was not read yet</source>
        <translation>{time}（{share}）尚未读取</translation>
    </message>
    <message>
        <source>Of {total} of footage, {time} ({share}) was read</source>
        <translation>影像共 {total}，已读取 {time}（{share}）</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between findings</comment>
        <translation>；</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>{decoded} frames were decoded, and people were looked for in {looked} of them</source>
        <translation>已解码 {decoded} 帧，在其中 {looked} 帧中查找了人员</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source> ({rates} a second; the others lie in between)</source>
        <translation>（每秒 {rates} 帧，其余帧位于两者之间）</translation>
    </message>
    <message numerus="yes">
        <source>; %n of these showed nothing new since an empty frame, and count as empty</source>
        <translation>
            <numerusform>；其中 %n 帧与此前的空画面相比没有变化，按空画面计</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} ({share}) is too dark: many people there are not found.</source>
        <translation>{time}（{share}）过暗：其中许多人找不到。</translation>
    </message>
    <message>
        <source>{time} ({share}) is grey or infrared: words for colours say nothing there. A thermal camera&apos;s picture is not told from that, and finding people in it was not measured.</source>
        <translation>{time}（{share}）为灰度或红外画面：颜色词在此无意义。热成像画面无法与之区分，在其中查找人员的效果未经测量。</translation>
    </message>
    <message>
        <source>{time} ({share}) is seen through a fish-eye or another lens with a round picture: people lie on their side or are bent there, and many are not found.</source>
        <translation>{time}（{share}）由鱼眼或其他圆形画面的镜头拍摄：其中的人侧倒或变形，许多人找不到。</translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</source>
        <translation>
            <numerusform>在检查的 %n 帧中，有人高度不足 {pixels} 像素；其中没有更高目标的片段：{passages} 个。目标过小时，描述难以区分不同的人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</source>
        <translation>
            <numerusform>在检查的 %n 帧中，检测器所见画面里有人高度不足 {pixels} 像素：这样小的人会漏掉许多。添加影像时使用 `--tiles` 或更大的 `--detector-size` 可以找到更多。</numerusform>
        </translation>
    </message>
    <message>
        <source>“Not found” means: nobody that the detector ({detectors}) found, in what was read and in the frames looked at, fits well enough.</source>
        <translation>“未找到”的含义：在已读取的内容和检查过的帧中，检测器（{detectors}）找到的人里没有足够相符的。</translation>
    </message>
    <message>
        <source>“Not found” means: nobody in the pictures, in what was read and in the frames looked at, fits well enough.</source>
        <translation>“未找到”的含义：在已读取的内容和检查过的帧中，截图里的人没有足够相符的。</translation>
    </message>
    <message>
        <source>It says nothing of what was not read, was too dark, shows people too small, or lies between those frames.</source>
        <translation>对于未读取、过暗、目标过小或位于这些帧之间的内容，它不作任何说明。</translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <translation>{begin} 至 {end}</translation>
    </message>
    <message numerus="yes">
        <source>{spans} and %n more interval(s), {time} in all</source>
        <translation>
            <numerusform>{spans} 及另外 %n 段，共 {time}</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
    <message>
        <source>under 0.1 %</source>
        <translation>不足 0.1%</translation>
    </message>
    <message>
        <source>over 99.9 %</source>
        <translation>超过 99.9%</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}.</source>
        <translation>无法读取 {name}：{why}。</translation>
    </message>
    <message>
        <source>{name} cannot be copied from: {why}.</source>
        <translation>无法从 {name} 复制：{why}。</translation>
    </message>
    <message>
        <source>Whether decoders are confined could not be tried: {why}.</source>
        <translation>无法测试解码器是否受到限制：{why}。</translation>
    </message>
    <message>
        <source>No frame can be decoded at this moment of the footage.</source>
        <translation>影像的这一时刻没有可解码的帧。</translation>
    </message>
    <message>
        <source>The process in which footage is decoded cannot be started. What was read before is kept; install the program again if this goes on ({why}).</source>
        <translation>无法启动解码影像的进程。先前读取的内容已保留；如果一直如此，请重新安装程序（{why}）。</translation>
    </message>
    <message>
        <source>it answered nonsense</source>
        <translation>其应答无法理解</translation>
    </message>
    <message>
        <source>its decoder had to be ended</source>
        <translation>其解码器只能被终止</translation>
    </message>
    <message>
        <source>its decoder answered nonsense ({why})</source>
        <translation>其解码器的应答无法理解（{why}）</translation>
    </message>
    <message>
        <source>it was stopped</source>
        <translation>它被停止</translation>
    </message>
    <message>
        <source>its decoder hung: no sign of life for {patience_s:.0f} s</source>
        <translation>其解码器停止响应：{patience_s:.0f} 秒没有动静</translation>
    </message>
    <message>
        <source>its decoder failed ({text})</source>
        <translation>其解码器出错（{text}）</translation>
    </message>
    <message>
        <source>it did not stop</source>
        <translation>它没有停止</translation>
    </message>
    <message>
        <source>its decoder needed more than {gigabytes:.1f} GB of memory</source>
        <translation>其解码器需要超过 {gigabytes:.1f} GB 内存</translation>
    </message>
    <message>
        <source>its decoder crashed</source>
        <translation>其解码器崩溃</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {why}. Nothing else is affected by it.</source>
        <translation>无法打开 {name}：{why}。其他内容不受影响。</translation>
    </message>
    <message>
        <source>{name} crashes its decoder here; this frame cannot be shown.</source>
        <translation>{name} 在此处使其解码器崩溃；无法显示这一帧。</translation>
    </message>
    <message>
        <source>too many of its files crash their decoder</source>
        <translation>其中使解码器崩溃的文件过多</translation>
    </message>
    <message>
        <source>Its decoder was lost once and started again behind the place.</source>
        <translation>其解码器中断过一次，并在该处之后重新启动。</translation>
    </message>
    <message>
        <source>Its decoder was lost {count} times and started again behind the place.</source>
        <translation>其解码器中断过 {count} 次，并在该处之后重新启动。</translation>
    </message>
    <message>
        <source>most recorders and phones</source>
        <translation>多数录像机和手机</translation>
    </message>
    <message>
        <source>newer recorders and phones</source>
        <translation>较新的录像机和手机</translation>
    </message>
    <message>
        <source>older recorders</source>
        <translation>较旧的录像机</translation>
    </message>
    <message>
        <source>older recorders and network cameras</source>
        <translation>较旧的录像机和网络摄像机</translation>
    </message>
    <message>
        <source>DVDs and television</source>
        <translation>DVD 和电视</translation>
    </message>
    <message>
        <source>films from the web</source>
        <translation>来自网络的视频</translation>
    </message>
    <message>
        <source>films from the web and from newer phones</source>
        <translation>来自网络和较新手机的视频</translation>
    </message>
    <message>
        <source>older recorders with Windows</source>
        <translation>较旧的 Windows 录像机</translation>
    </message>
    <message>
        <source>most pictures</source>
        <translation>多数图片</translation>
    </message>
    <message>
        <source>screenshots and stills</source>
        <translation>屏幕截图和静帧</translation>
    </message>
    <message>
        <source>pictures from the web</source>
        <translation>来自网络的图片</translation>
    </message>
    <message>
        <source>pictures from phones</source>
        <translation>来自手机的图片</translation>
    </message>
    <message>
        <source>scans</source>
        <translation>扫描件</translation>
    </message>
    <message>
        <source>Trying to decode</source>
        <translation>正在试解码</translation>
    </message>
    <message>
        <source>{coding} cannot be decoded here ({used}). Such footage is listed as not read; nothing else is lost. Install an FFmpeg (PyAV) that has its decoder.</source>
        <translation>本机无法解码 {coding}（{used}）。这类影像会列为未读取，其他内容不受影响。请安装带有相应解码器的 FFmpeg（PyAV）。</translation>
    </message>
    <message>
        <source>{coding} is decoded wrongly: colours are off by {off} of 255 ({used}). Do not rely on such footage here; install the program anew.</source>
        <translation>{coding} 解码有误：颜色偏差达 {off}（最大 255）（{used}）。请勿在本机依赖这类影像；请重新安装程序。</translation>
    </message>
    <message>
        <source>{coding} is decoded rightly ({used}).</source>
        <translation>{coding} 解码正确（{used}）。</translation>
    </message>
    <message>
        <source>Decoders are not kept from {what}: {why}.</source>
        <translation>没有阻止解码器访问{what}：{why}。</translation>
    </message>
    <message>
        <source>{barrier} does not hold: a decoder could {done}.</source>
        <translation>{barrier} 不起作用：解码器仍能 {done}。</translation>
    </message>
    <message>
        <source>Decoders are kept from {what} by {barrier}; it was tried.</source>
        <translation>{barrier} 阻止解码器访问{what}；已经实际试过。</translation>
    </message>
    <message>
        <source>files other than their footage</source>
        <translation>其影像以外的文件</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>starting programs</source>
        <translation>启动其他程序的功能</translation>
    </message>
    <message>
        <source>This user has no home folder; set CPCL_HOME to keep added models.</source>
        <translation>此用户没有主文件夹；请设置 CPCL_HOME，以便保存添加的模型。</translation>
    </message>
    <message>
        <source>The folder of added models</source>
        <translation>存放已添加模型的文件夹</translation>
    </message>
    <message>
        <source>Looked at: the folder for temporary files. Name a case to look at its.</source>
        <translation>检查的是临时文件夹。指定案件即可检查案件所在的磁盘。</translation>
    </message>
    <message>
        <source>The folder of case {number}</source>
        <translation>第 {number} 个案件所在的文件夹</translation>
    </message>
    <message>
        <source>The folder of the case</source>
        <translation>案件所在的文件夹</translation>
    </message>
    <message>
        <source>Looked at: the folder of case {number}.</source>
        <translation>检查的是第 {number} 个案件所在的文件夹。</translation>
    </message>
    <message>
        <source>How quick it is could not be tried ({why}).</source>
        <translation>无法测试其速度（{why}）。</translation>
    </message>
    <message>
        <source>It is a network drive ({kind}): a broken connection can damage a case there, and a second program is not kept from writing to it. Keep the case on a disk of this machine; footage may stay.</source>
        <translation>这是网络驱动器（{kind}）：连接中断可能损坏其中的案件，也无法阻止另一个程序写入。请把案件放在本机磁盘上；影像可以留在原处。</translation>
    </message>
    <message>
        <source>It is no network drive, as far as can be told.</source>
        <translation>就目前所知，这不是网络驱动器。</translation>
    </message>
    <message>
        <source>It writes {written} MB a second and takes {commit} ms to keep a small change, which is slow: adding footage and deciding will wait for it.</source>
        <translation>每秒写入 {written} MB，保存一处小改动需 {commit} 毫秒，速度偏慢：添加影像和作出判定时都要等它。</translation>
    </message>
    <message>
        <source>It writes {written} MB a second and takes {commit} ms to keep a small change.</source>
        <translation>每秒写入 {written} MB，保存一处小改动需 {commit} 毫秒。</translation>
    </message>
    <message>
        <source>{size} are free, too little for a case. Free some, or keep the case elsewhere.</source>
        <translation>剩余 {size}，不足以存放案件。请腾出空间，或把案件放到别处。</translation>
    </message>
    <message>
        <source>{size} are free; a case of much footage may fill that.</source>
        <translation>剩余 {size}；影像很多的案件可能会把它占满。</translation>
    </message>
    <message>
        <source>{size} are free.</source>
        <translation>剩余 {size}。</translation>
    </message>
    <message>
        <source>{folder} cannot be written to ({why}).</source>
        <translation>{folder}无法写入（{why}）。</translation>
    </message>
    <message>
        <source>{folder} can be written to.</source>
        <translation>{folder}可以写入。</translation>
    </message>
    <message>
        <source>Looking at this machine</source>
        <translation>正在检查本机</translation>
    </message>
    <message>
        <source>The golden clip could not be read and searched: {why}</source>
        <translation>无法读取并搜索基准影像：{why}</translation>
    </message>
    <message>
        <source>Not proved: this installation does not give the results that it must. Do not rely on searches here until what differs is explained; installing the program anew puts models and libraries right.</source>
        <translation>未通过验证：本次安装得不到应有的结果。在弄清差异原因之前，请勿依赖这里的搜索；重新安装程序可以恢复模型和程序库。</translation>
    </message>
    <message>
        <source>Proved: this installation finds the same passages and ranks them alike.</source>
        <translation>验证通过：本次安装找到的片段相同，排序也一致。</translation>
    </message>
    <message>
        <source>Proved within tolerances that are assumed, not measured, for {provider}: this installation finds the same passages and ranks them alike.</source>
        <translation>在容差范围内验证通过（{provider} 的容差是假定的，并非实测）：本次安装找到的片段相同，排序也一致。</translation>
    </message>
    <message>
        <source>All versions are those that the golden results were made with.</source>
        <translation>所有版本都与生成基准结果时相同。</translation>
    </message>
    <message>
        <source>Other versions than the golden results were made with (in brackets): {list}.</source>
        <translation>与生成基准结果时的版本（括号内）不同：{list}。</translation>
    </message>
    <message>
        <source>The clip is the golden one: SHA-256 {sha256}.</source>
        <translation>影像就是基准影像：SHA-256 {sha256}。</translation>
    </message>
    <message>
        <source>The clip is not the golden one: its SHA-256 is {found}, not {must}. It was changed or damaged.</source>
        <translation>影像不是基准影像：其 SHA-256 是 {found}，而不是 {must}。它被改动过或已损坏。</translation>
    </message>
    <message>
        <source>{model} is the model that it must be: SHA-256 {sha256}.</source>
        <translation>{model} 正是应有的模型：SHA-256 {sha256}。</translation>
    </message>
    <message>
        <source>Another model is used: {found} (SHA-256 {hashed}), not {must} ({sha256}). What follows differs by that; the golden results hold for the models that ship with the program (`cpcl models use`).</source>
        <translation>使用的是另一个模型：{found}（SHA-256 {hashed}），而不是 {must}（{sha256}）。以下差异由此而来；基准结果只适用于程序自带的模型（`cpcl models use`）。</translation>
    </message>
    <message>
        <source>Frames are decoded at other times: {found} frames, {must} must be. Times of hits cannot be relied on.</source>
        <translation>帧的时间不同：解码出 {found} 帧，应为 {must} 帧。结果的时间不可依赖。</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) decoded differently, the first at {time} s: colours are off by up to {off} of 255.</source>
        <translation>
            <numerusform>%n 帧的解码结果不同，第一帧在 {time} 秒：颜色偏差最多达 {off}（最大 255）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) decoded at the right times; colours are off by at most {off} of 255.</source>
        <translation>
            <numerusform>%n 帧在正确的时间解码；颜色偏差最多 {off}（最大 255）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) found where there must be {must}: people are found or followed otherwise.</source>
        <translation>
            <numerusform>找到 %n 个片段，应为 {must} 个：人物的检测或跟踪有所不同。</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage {numbers} is another one: its span, or where its pictures were cut, differs.</source>
        <translation>片段 {numbers} 不同：其时段或截图的位置有差异。</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) with the same spans; their pictures were cut at the same places, to {off} pixels.</source>
        <translation>
            <numerusform>%n 个片段的时段相同；截图位置也相同，误差 {off} 像素。</numerusform>
        </translation>
    </message>
    <message>
        <source>The vectors are of another length: another model made them.</source>
        <translation>向量长度不同：它们出自另一个模型。</translation>
    </message>
    <message>
        <source>The pictures are understood otherwise: vectors are off by {off}, allowed is {allowed} (1 − cosine).</source>
        <translation>对截图的理解不同：向量偏差 {off}，允许 {allowed}（1 − 余弦）。</translation>
    </message>
    <message>
        <source>The vectors are the same to {off} (1 − cosine).</source>
        <translation>向量一致，误差 {off}（1 − 余弦）。</translation>
    </message>
    <message>
        <source>Other passages are found.</source>
        <translation>找到的片段不同。</translation>
    </message>
    <message>
        <source>Scores are off by up to {off}, allowed is {allowed}.</source>
        <translation>分数偏差最多 {off}，允许 {allowed}。</translation>
    </message>
    <message>
        <source>Ranked alike: only passages change places whose scores are the same to {off}.</source>
        <translation>排序一致：只有分数相差不超过 {off} 的片段互换了位置。</translation>
    </message>
    <message>
        <source>Ranked in the same order; scores are the same to {off}.</source>
        <translation>排序相同；分数一致，误差 {off}。</translation>
    </message>
    <message>
        <source>Everything is the same to the last bit: SHA-256 {sha256}.</source>
        <translation>所有内容逐位相同：SHA-256 {sha256}。</translation>
    </message>
    <message>
        <source>Not the same to the last bit (SHA-256 {found}): other versions and processors round otherwise.</source>
        <translation>并非逐位相同（SHA-256 {found}）：不同的版本和处理器舍入方式不同。</translation>
    </message>
    <message>
        <source>The golden results that ship with the program cannot be read ({why}). Install the program anew.</source>
        <translation>无法读取随程序提供的基准结果（{why}）。请重新安装程序。</translation>
    </message>
    <message>
        <source>Searching the golden clip</source>
        <translation>正在搜索基准影像</translation>
    </message>
    <message>
        <source>Decoding the golden clip</source>
        <translation>正在解码基准影像</translation>
    </message>
    <message>
        <source>The golden clip could not be read whole: {why}</source>
        <translation>基准片段未能完整读取：{why}</translation>
    </message>
    <message>
        <source>parts are missing</source>
        <translation>缺少部分内容</translation>
    </message>
    <message>
        <source>This machine has no policy.</source>
        <translation>本机没有策略。</translation>
    </message>
    <message>
        <source>The policy of this machine forbids nothing.</source>
        <translation>本机的策略没有禁止任何事项。</translation>
    </message>
    <message>
        <source>{processor}; {cores} of {there} cores may be used.</source>
        <translation>{processor}；{there} 个核心中可用 {cores} 个。</translation>
    </message>
    <message>
        <source>How much memory there is cannot be told here.</source>
        <translation>无法得知本机有多少内存。</translation>
    </message>
    <message>
        <source>{size} of memory is little: footage of large pictures may not be read, a large case is slow.</source>
        <translation>{size} 内存偏少：画面很大的影像可能无法读取，大案件会变慢。</translation>
    </message>
    <message>
        <source>{size} of memory.</source>
        <translation>{size} 内存。</translation>
    </message>
    <message>
        <source>Other programs keep the cores busy; everything is slower by that.</source>
        <translation>其他程序正占用核心；一切都会因此变慢。</translation>
    </message>
    <message>
        <source>Other programs leave the cores free.</source>
        <translation>其他程序没有占用核心。</translation>
    </message>
    <message>
        <source>Windows are shown by {system}.</source>
        <translation>窗口由 {system} 显示。</translation>
    </message>
    <message>
        <source>There is no display: the window does not open, the commands all work.</source>
        <translation>没有显示设备：窗口打不开，但命令都可以使用。</translation>
    </message>
    <message>
        <source>Load in the last minute: {load} a core.</source>
        <translation>最近一分钟的负载：每核心 {load}。</translation>
    </message>
    <message>
        <source>Footage is decoded by the processor; no GPU is used for it.</source>
        <translation>影像由处理器解码，不使用 GPU。</translation>
    </message>
    <message>
        <source>No font for the PDF is installed; it is set in a built-in one, Latin letters only.</source>
        <translation>没有安装可用于 PDF 的字体；将使用内置字体，仅有拉丁字母。</translation>
    </message>
    <message>
        <source>PDFs are set in {font}.</source>
        <translation>PDF 使用 {font} 排版。</translation>
    </message>
    <message>
        <source>ONNX Runtime {version}, built for {providers}</source>
        <translation>ONNX Runtime {version}，支持 {providers}</translation>
    </message>
    <message>
        <source>No NVIDIA GPU is seen; networks run on the CPU.</source>
        <translation>未发现 NVIDIA GPU；网络在 CPU 上运行。</translation>
    </message>
    <message>
        <source>An NVIDIA GPU is there, but {library} of its driver cannot be loaded.</source>
        <translation>有 NVIDIA GPU，但无法加载其驱动程序的 {library}。</translation>
    </message>
    <message>
        <source>An NVIDIA GPU and its driver are there.</source>
        <translation>有 NVIDIA GPU 及其驱动程序。</translation>
    </message>
    <message>
        <source>Asked for: {asked}; used: {used}. {why}</source>
        <translation>要求：{asked}；实际使用：{used}。{why}</translation>
    </message>
    <message>
        <source>Asked for: {asked}; used: {used}.</source>
        <translation>要求：{asked}；实际使用：{used}。</translation>
    </message>
    <message>
        <source>People are found by {detector}.</source>
        <translation>人物由 {detector} 检测。</translation>
    </message>
    <message>
        <source>People are found by motion: there is no person detector here.</source>
        <translation>人物靠运动检测：这里没有人物检测器。</translation>
    </message>
    <message>
        <source>People are found by motion, as `cpcl models use` chose.</source>
        <translation>人物靠运动检测，这是用 `cpcl models use` 选定的。</translation>
    </message>
    <message>
        <source>Every file has its hash; the SHA-256 of its manifest is {sha256}.</source>
        <translation>每个文件的哈希都相符；其清单的 SHA-256 是 {sha256}。</translation>
    </message>
    <message>
        <source>{text!r} is not a head of a log; write it as `cpcl log` printed it, NUMBER:HASH, or HASH.</source>
        <translation>{text!r} 不是日志头；请按 `cpcl log` 所示写成 NUMBER:HASH 或 HASH。</translation>
    </message>
    <message>
        <source>{path} is a case&apos;s file; nothing was written over it. Name another place.</source>
        <translation>{path} 是案件的文件；没有覆盖。请另选位置。</translation>
    </message>
    <message>
        <source>{path} is footage of the case; nothing was written over it. Name another place.</source>
        <translation>{path} 是案件的影像；没有覆盖。请另选位置。</translation>
    </message>
    <message>
        <source>{path} lies in {other_path}, whose pictures are footage of the case; nothing was written there. Name another place.</source>
        <translation>{path} 位于 {other_path} 中，那里的图片是案件的影像；没有在那里写入任何内容。请另选位置。</translation>
    </message>
    <message>
        <source>{path} could not be written ({why}). Name another place.</source>
        <translation>无法写入 {path}（{why}）。请指定其他位置。</translation>
    </message>
    <message>
        <source>In the log of {name}, which was merged: {fault}</source>
        <translation>在已合并的 {name} 的日志中：{fault}</translation>
    </message>
    <message>
        <source>The end of the log of {name}, which was merged, is not the one that the log names.</source>
        <translation>已合并的 {name} 的日志末尾与本日志所记不符。</translation>
    </message>
    <message>
        <source>The log of part {number}, which was merged, was removed.</source>
        <translation>已合并的部分 {number} 的日志被删除。</translation>
    </message>
    <message>
        <source>--key goes with --signature: it says whose signature it is to be.</source>
        <translation>--key 与 --signature 同用：它说明应是谁的签名。</translation>
    </message>
    <message>
        <source>--certificates goes with --timestamp: it says whose time stamp it is to be.</source>
        <translation>--certificates 与 --timestamp 同用：它说明应是谁的时间戳。</translation>
    </message>
    <message>
        <source>Entry {entry} says that an end of the log was cut off, which does not fit where it stands.</source>
        <translation>条目 {entry} 称日志的末尾已被截去，这与它所在的位置不符。</translation>
    </message>
    <message>
        <source>Entry {entry} changed more of a source than whether it is in the bin.</source>
        <translation>第 {entry} 条对影像源的改动超出了是否在回收站这一项。</translation>
    </message>
    <message>
        <source>Entry {entry} changed passages and tells of no source.</source>
        <translation>第 {entry} 条改动了片段，却没有说明是哪个影像源。</translation>
    </message>
    <message>
        <source>Entry {entry} changed passages of source {source}, which had been read to its end.</source>
        <translation>第 {entry} 条改动了已读完的影像源 {source} 的片段。</translation>
    </message>
    <message>
        <source>Entry {entry} tells of no state that can be read.</source>
        <translation>第 {entry} 条没有可读取的状态。</translation>
    </message>
    <message>
        <source>Entry {entry} ({action}) changed the table {table}, which this program never does so.</source>
        <translation>第 {entry} 条（{action}）改动了表 {table}，而本程序从不这样做。</translation>
    </message>
    <message>
        <source>Entry {entry} gives a state to which the entries before it do not lead.</source>
        <translation>第 {entry} 条给出的状态不是由之前的条目得来的。</translation>
    </message>
    <message>
        <source>Source {source} ({name}) is not in the log.</source>
        <translation>影像源 {source}（{name}）不在日志中。</translation>
    </message>
    <message>
        <source>Source {number} ({path}) is in the log and not in the case any more.</source>
        <translation>影像源 {number}（{path}）在日志中，但已不在案件中。</translation>
    </message>
    <message>
        <source>Source {source} ({name}): its {other_name} is not what the log says.</source>
        <translation>影像源 {source}（{name}）：其 {other_name} 与日志所述不符。</translation>
    </message>
    <message>
        <source>Source {source} ({name}): its gaps are not those that the log says were found.</source>
        <translation>影像源 {source}（{name}）：其缺口不是日志所述找到的那些。</translation>
    </message>
    <message>
        <source>The model in use is not the one that the log says was chosen.</source>
        <translation>正在使用的模型不是日志所述选定的那个。</translation>
    </message>
    <message>
        <source>The centre of the model {name} is not the one that the log says was settled.</source>
        <translation>模型 {name} 的中心不是日志所述确定的那个。</translation>
    </message>
    <message>
        <source>{what} {row} on passage {other_row} is not one that the log says was made.</source>
        <translation>片段 {other_row} 的{what} {row} 不是日志所述做出的。</translation>
    </message>
    <message>
        <source>{what} {number} on passage {track} was removed.</source>
        <translation>片段 {track} 的{what} {number} 被删除。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Saved search</source>
        <translation>已存搜索</translation>
    </message>
    <message>
        <source>{what} {row} ({name}) is not one that the log says was saved.</source>
        <translation>{what} {row}（{name}）并非日志中所记的保存内容。</translation>
    </message>
    <message>
        <source>{what} {number} was removed.</source>
        <translation>{what} {number} 已被删除。</translation>
    </message>
    <message>
        <source>Decision {decision} on a person is not one that the log says was made.</source>
        <translation>对人员的判定 {decision} 不是日志所述做出的。</translation>
    </message>
    <message>
        <source>Decision {number} on a person was removed.</source>
        <translation>对人员的判定 {number} 被删除。</translation>
    </message>
    <message>
        <source>{path} is no private key, or its passphrase is another one ({why}).</source>
        <translation>{path} 不是私钥，或口令不符（{why}）。</translation>
    </message>
    <message>
        <source>{path} is no Ed25519 key; `cpcl log --new-key FILE` makes one.</source>
        <translation>{path} 不是 Ed25519 密钥；`cpcl log --new-key FILE` 可生成。</translation>
    </message>
    <message>
        <source>{path} is no public key ({why}).</source>
        <translation>{path} 不是公钥（{why}）。</translation>
    </message>
    <message>
        <source>{path} is no signature that `cpcl log --sign` wrote ({why}).</source>
        <translation>{path} 不是 `cpcl log --sign` 写出的签名（{why}）。</translation>
    </message>
    <message>
        <source>{path} is there already; name a new file for the key.</source>
        <translation>{path} 已存在；请为密钥另选新文件。</translation>
    </message>
    <message>
        <source>The key could not be written to {path} ({why}).</source>
        <translation>密钥无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({why}).</source>
        <translation>无法读取 {path}（{why}）。</translation>
    </message>
    <message>
        <source>The request could not be written to {path} ({why}).</source>
        <translation>请求无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>{path} is no request for a time stamp ({why}).</source>
        <translation>{path} 不是时间戳请求（{why}）。</translation>
    </message>
    <message>
        <source>{path} has no certificates in PEM that can be read ({why}).</source>
        <translation>{path} 中没有可读取的 PEM 证书（{why}）。</translation>
    </message>
    <message>
        <source>{path} is no reply of a time-stamp authority that can be read ({why}).</source>
        <translation>{path} 不是可读取的时间戳机构答复（{why}）。</translation>
    </message>
    <message>
        <source>The case&apos;s sources cannot be read ({why!r}).</source>
        <translation>无法读取案件的影像源（{why!r}）。</translation>
    </message>
    <message>
        <source>{path} has another name as well (a hard link); a journal beside that was not looked at.</source>
        <translation>{path} 还有另一个名称（硬链接）；没有查看那个名称旁的日志文件。</translation>
    </message>
    <message>
        <source>What the log tells could not be compared with the case ({why!r}).</source>
        <translation>无法将日志所述与案件比对（{why!r}）。</translation>
    </message>
    <message>
        <source>Source {source} ({name})</source>
        <translation>影像源 {source}（{name}）</translation>
    </message>
    <message>
        <source>{which}: its dark, grey and small stretches are not those that the log says were stored.</source>
        <translation>{which}：其过暗、灰度和人物过小的时段不是日志所述存入的那些。</translation>
    </message>
    <message>
        <source> (by the model {name}, kept from before)</source>
        <translation>（由先前保留的模型 {name}）</translation>
    </message>
    <message>
        <source>{which}: its passages are not those that the log says were stored{kept}.</source>
        <translation>{which}：其片段不是日志所述存入的那些{kept}。</translation>
    </message>
    <message>
        <source> Its content is at {path}; `cpcl relink` takes it from there.</source>
        <translation>其内容位于 {path}；`cpcl relink` 可从那里重新定位。</translation>
    </message>
    <message>
        <source>Source {source}: {what}</source>
        <translation>影像源 {source}：{what}</translation>
    </message>
    <message>
        <source>Source {source}: {path} is not the footage that was added; its content has changed.</source>
        <translation>影像源 {source}：{path} 已不是当初添加的影像；其内容已改变。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) are in several of the cases, and each is searched in one of them: {names}.</source>
        <translation>
            <numerusform>%n 个影像源存在于多个案件中，各只在其中一个案件里搜索：{names}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) in the bin of a case are searched in another that has the same footage: {names}.</source>
        <translation>
            <numerusform>某案件回收站中的 %n 个影像源，在另一个有相同影像的案件中搜索：{names}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (found as {other_name})</source>
        <translation>{name}（作为 {other_name} 搜索）</translation>
    </message>
    <message>
        <source>This can be done with one case at a time; name one. Nothing was changed.</source>
        <translation>此操作一次只能针对一个案件；请指定一个。未更改任何内容。</translation>
    </message>
    <message>
        <source>“{text}” is not a passage; write its number as `cpcl search` prints it. Nothing was searched.</source>
        <translation>“{text}”不是片段；请写 `cpcl search` 显示的编号。未进行搜索。</translation>
    </message>
    <message>
        <source>“{text}” does not say of which case it is; write one of: {names}. Nothing was searched.</source>
        <translation>“{text}”未说明属于哪个案件；请写其中之一：{names}。未进行搜索。</translation>
    </message>
    <message>
        <source>{path} was indexed with the model {name}, and other cases with {other_name}; their scores cannot be compared. Nothing was searched. Change it first: cpcl reindex {path} --model {other_name}</source>
        <translation>{path} 使用模型 {name} 建立索引，其他案件使用 {other_name}；两者的分数无法比较。未进行搜索。请先更换模型：cpcl reindex {path} --model {other_name}</translation>
    </message>
    <message>
        <source>{path} was named twice; nothing was searched.</source>
        <translation>{path} 列出了两次；未进行搜索。</translation>
    </message>
    <message>
        <source>It was taken out of the list before it was read.</source>
        <translation>它在读取之前已从列表中移出。</translation>
    </message>
    <message>
        <source>{path} is the case itself, not footage; nothing was read.</source>
        <translation>{path} 是案件本身，不是影像；没有读取任何内容。</translation>
    </message>
    <message>
        <source>No person detector is installed, so people are found by motion, which needs a fixed camera and misses who stands still. Add one with `cpcl models add FILE` (a YOLOX .onnx).</source>
        <translation>未安装人员检测器，因此靠运动来找人，这需要固定的摄像机，并会漏掉站立不动的人。请用 `cpcl models add FILE` 添加一个（YOLOX .onnx）。</translation>
    </message>
    <message>
        <source>the detector {name}</source>
        <translation>检测器 {name}</translation>
    </message>
    <message>
        <source>Reading was begun by a version that did not keep which weights {name} had. It was read anew, with those of now ({now}).</source>
        <translation>读取由一个没有记录{name}权重的版本开始。已用现在的权重（{now}）重新读取。</translation>
    </message>
    <message>
        <source>Reading was begun with other weights of {name} ({before}). What they had found was let go, and it was read anew with those of now ({now}).</source>
        <translation>读取时{name}的权重不同（{before}）。当时找到的内容已舍弃，并用现在的权重（{now}）重新读取。</translation>
    </message>
    <message>
        <source>No frame of it could be decoded.</source>
        <translation>其中没有一帧能够解码。</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>The model {name} does not give vectors of {dim} numbers; the case still uses the model it had. `cpcl reindex CASE --give-up` forgets what was built.</source>
        <translation>模型 {name} 给出的不是 {dim} 维向量；案件仍使用原来的模型。`cpcl reindex CASE --give-up` 会清除已生成的内容。</translation>
    </message>
    <message>
        <source>Embedding with {name}</source>
        <translation>正在用 {name} 计算特征</translation>
    </message>
    <message>
        <source>The text encoder of the model {name} does not give vectors of {dim} numbers; the case still uses the model it had.</source>
        <translation>模型 {name} 的文本编码器给出的不是 {dim} 维向量；案件仍使用原来的模型。</translation>
    </message>
    <message>
        <source>Checking the passages</source>
        <translation>正在检查片段</translation>
    </message>
    <message>
        <source>The case {path} holds no footage yet.</source>
        <translation>案件 {path} 尚无影像。</translation>
    </message>
    <message>
        <source> If it was moved, `cpcl relink` finds it.</source>
        <translation>如果它被移动过，`cpcl relink` 可以找到。</translation>
    </message>
    <message>
        <source>{name} cannot be read in stretches; it has to be read in one go.</source>
        <translation>{name} 不能分段读取，须一次读完。</translation>
    </message>
    <message>
        <source>Looking for small people in {name}</source>
        <translation>正在 {name} 中查找小目标人员</translation>
    </message>
    <message>
        <source>no frame could be looked at beforehand: {why}</source>
        <translation>无法预先查看任何一帧：{why}</translation>
    </message>
    <message>
        <source>in {count} frames of the first {time}</source>
        <translation>在前 {time} 的 {count} 帧中</translation>
    </message>
    <message>
        <source>tiles found hardly anybody more {where}</source>
        <translation>{where}，分块几乎没有多找到人</translation>
    </message>
    <message>
        <source>{where} they found {people:d} people, and the whole frame {whole:d}</source>
        <translation>{where}，分块找到 {people:d} 人，整帧找到 {whole:d} 人</translation>
    </message>
    <message>
        <source>{said}; a frame takes {more_s:.2f} s so, and {frame_s:.2f} s whole</source>
        <translation>{said}；这样每帧用时 {more_s:.2f} 秒，整帧 {frame_s:.2f} 秒</translation>
    </message>
    <message>
        <source>{name} holds no film number {film}.</source>
        <translation>{name} 中没有第 {film} 段影片。</translation>
    </message>
    <message>
        <source>The file holds {places} recordings, one behind the other; their times run on.</source>
        <translation>文件中有 {places} 段首尾相接的录像；其时间连续计算。</translation>
    </message>
    <message>
        <source>The pictures go on in another stream of the file; they are read as one film.</source>
        <translation>画面在文件的另一个流中继续；按一段影片读取。</translation>
    </message>
    <message>
        <source>The file holds {films} video streams beside each other; this is number {film} of them ({width}×{height}).</source>
        <translation>文件中有 {films} 个并列的视频流；这是其中的第 {film} 个（{width}×{height}）。</translation>
    </message>
    <message>
        <source>The first picture comes {lead_s:.1f} s after the file&apos;s start; there is none before it.</source>
        <translation>第一幅画面在文件开始后 {lead_s:.1f} 秒才出现；之前没有画面。</translation>
    </message>
    <message>
        <source>{size} bytes of the file, from byte {start} on, could not be read; how much footage is in them cannot be said</source>
        <translation>文件中从第 {start} 字节起的 {size} 字节无法读取；其中有多少影像无从得知</translation>
    </message>
    <message>
        <source>{size} bytes of the file, from byte {start} on, could not be read ({why})</source>
        <translation>文件中从第 {start} 字节起的 {size} 字节无法读取（{why}）</translation>
    </message>
    <message>
        <source>the film&apos;s times do not begin with its first recording</source>
        <translation>影片的时间不是从其第一段录像开始</translation>
    </message>
    <message>
        <source>{name} is not a video: its content is a list or text, not footage.</source>
        <translation>{name} 不是视频：其内容是列表或文本，而不是影像。</translation>
    </message>
    <message>
        <source>{path} does not exist.</source>
        <translation>{path} 不存在。</translation>
    </message>
    <message>
        <source>{name} cannot be opened: no permission to read it.</source>
        <translation>无法打开 {name}：没有读取权限。</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes); there is nothing to read.</source>
        <translation>{name} 是空文件（0 字节）；没有可读取的内容。</translation>
    </message>
    <message>
        <source>{name} can no longer be read; its drive or network share has gone. What was read before is kept: bring it back and run the same again.</source>
        <translation>无法再读取 {name}；其驱动器或网络共享已断开。先前读取的内容已保留：请恢复连接后再执行一次。</translation>
    </message>
    <message>
        <source>{name} has no index: the recording was cut off before the recorder finished writing the file, and its frames cannot be told apart without it.</source>
        <translation>{name} 没有索引：录像机在写完文件之前录像就中断了，缺少索引便无法区分各帧。</translation>
    </message>
    <message>
        <source>{name} is not a video that can be read ({why}).</source>
        <translation>{name} 不是可读取的视频（{why}）。</translation>
    </message>
    <message>
        <source>scrambled transport stream</source>
        <translation>加扰的传输流</translation>
    </message>
    <message>
        <source>leads back to {path}</source>
        <translation>指回 {path}</translation>
    </message>
    <message>
        <source>leads to itself</source>
        <translation>指向自身</translation>
    </message>
    <message>
        <source>leads to {path}</source>
        <translation>指向 {path}</translation>
    </message>
    <message>
        <source>it is {kind}</source>
        <translation>它是{kind}</translation>
    </message>
    <message>
        <source>The file claims to last {hours:.0f} hours, which its size rules out.</source>
        <translation>文件自称长 {hours:.0f} 小时，而其大小表明不可能。</translation>
    </message>
    <message>
        <source>{name} holds video in a format that this program has no decoder for.</source>
        <translation>{name} 中的视频格式本程序没有解码器。</translation>
    </message>
    <message>
        <source>{name} is encrypted ({scheme}): without its key no picture of it can be shown. Ask those who have the key for a copy that is not encrypted.</source>
        <translation>{name} 已加密（{scheme}）：没有密钥就无法显示任何画面。请向持有密钥者索取未加密的副本。</translation>
    </message>
    <message>
        <source>{before:.1f} s before the cut are stored and not shown.</source>
        <translation>剪切点之前的 {before:.1f} 秒已存储但不显示。</translation>
    </message>
    <message>
        <source>{behind:.1f} s behind or between what is shown are stored and not shown.</source>
        <translation>所显示内容之后或之间的 {behind:.1f} 秒已存储但不显示。</translation>
    </message>
    <message>
        <source> It holds sound only.</source>
        <translation>它只有声音。</translation>
    </message>
    <message>
        <source>{name} has no video in it.{sound}</source>
        <translation>{name} 中没有视频。{sound}</translation>
    </message>
    <message>
        <source>The folder {path} cannot be listed: {why}.</source>
        <translation>无法列出文件夹 {path}：{why}。</translation>
    </message>
    <message>
        <source>{fps:g} images a second is no rate; name one above 0.</source>
        <translation>每秒 {fps:g} 张图片不是有效的速率；请给出大于 0 的值。</translation>
    </message>
    <message>
        <source>{path} holds no images that can be read.</source>
        <translation>{path} 中没有可读取的图片。</translation>
    </message>
    <message>
        <source>images after {name} are missing from the folder</source>
        <translation>文件夹中缺少 {name} 之后的图片</translation>
    </message>
    <message>
        <source>A film is stored behind {count} of the images: {named}.</source>
        <translation>其中 {count} 张图片后面附有影片：{named}。</translation>
    </message>
    <message>
        <source>{count} files are not readable images: {named}.</source>
        <translation>{count} 个文件不是可读取的图片：{named}。</translation>
    </message>
    <message>
        <source>{count} images are damaged: {named}.</source>
        <translation>{count} 张图片已损坏：{named}。</translation>
    </message>
    <message>
        <source>None of the {count} images in {path} can be read. {why}</source>
        <translation>{path} 中的 {count} 张图片无一可读。{why}</translation>
    </message>
    <message>
        <source>{further} further pages or pictures in the same files were read as images of their own.</source>
        <translation>同一文件中另有 {further} 页或图片，已作为单独的图片读取。</translation>
    </message>
    <message>
        <source>{aside} previews, depth maps and the like in the same files were left out.</source>
        <translation>同一文件中的 {aside} 张预览图、深度图等被略去。</translation>
    </message>
    <message>
        <source>There are images of more than 8 bits that use a small part of them: values from {names} are shown as black to white, alike in all of them.</source>
        <translation>有些图片每通道超过 8 位，但只用到其中一小部分：{names} 的值在所有图片中统一显示为从黑到白。</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 及另外 {count} 个</translation>
    </message>
    <message>
        <source>the data is damaged</source>
        <translation>数据已损坏</translation>
    </message>
    <message>
        <source>frames here could not be decoded</source>
        <translation>此处的帧无法解码</translation>
    </message>
    <message>
        <source>the data is damaged; without timestamps, how much is missing cannot be said</source>
        <translation>数据已损坏；没有时间戳，无法得知缺少多少</translation>
    </message>
    <message>
        <source>the file ends before its declared duration</source>
        <translation>文件在其声明的时长之前结束</translation>
    </message>
    <message>
        <source>the recording holds no pictures of this time</source>
        <translation>录像中没有这段时间的画面</translation>
    </message>
    <message>
        <source>the file breaks off; how much is missing cannot be said</source>
        <translation>文件中断；无法得知缺少多少</translation>
    </message>
    <message>
        <source>its bytes are not all there</source>
        <translation>其字节不完整</translation>
    </message>
    <message>
        <source>a list of items of absurd size</source>
        <translation>项目列表大小异常</translation>
    </message>
    <message>
        <source>the list of its pictures is missing</source>
        <translation>缺少图片列表</translation>
    </message>
    <message>
        <source>the list of its pictures is damaged</source>
        <translation>图片列表已损坏</translation>
    </message>
    <message>
        <source>the box ends in the middle of a number</source>
        <translation>数据块在数字中间结束</translation>
    </message>
    <message>
        <source>it holds no such picture</source>
        <translation>其中没有这样的图片</translation>
    </message>
    <message>
        <source>its pictures refer to one another without an end</source>
        <translation>其中的图片无休止地互相引用</translation>
    </message>
    <message>
        <source>it is coded as “{name}”, which this program does not read</source>
        <translation>其编码为“{name}”，本程序不读取</translation>
    </message>
    <message>
        <source>its picture cannot be decoded</source>
        <translation>其图片无法解码</translation>
    </message>
    <message>
        <source>its tiles do not make up a picture</source>
        <translation>其图块不能拼成一幅图片</translation>
    </message>
    <message>
        <source>not one of its tiles can be decoded</source>
        <translation>其图块无一可以解码</translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture: {why}.</source>
        <translation>无法将 {name} 作为图片读取：{why}。</translation>
    </message>
    <message>
        <source>{name} is not an image that can be read.</source>
        <translation>{name} 不是可读取的图片。</translation>
    </message>
    <message>
        <source>its picture is damaged</source>
        <translation>其图片已损坏</translation>
    </message>
    <message>
        <source>it is a camera&apos;s raw file without a preview in it, which this program does not develop</source>
        <translation>它是相机的原始文件，其中没有预览图，本程序不做冲印</translation>
    </message>
    <message>
        <source>it is JPEG XL, which this program has no decoder for</source>
        <translation>它是 JPEG XL，本程序没有相应的解码器</translation>
    </message>
    <message>
        <source>Times count {fps:g} images a second, as asked.</source>
        <translation>时间按要求以每秒 {fps:g} 张图片计算。</translation>
    </message>
    <message>
        <source>Times come from the images&apos; EXIF data.</source>
        <translation>时间取自图片的 EXIF 数据。</translation>
    </message>
    <message>
        <source>The camera&apos;s clock was never set (the images&apos; EXIF data begin at {time:%Y-%m-%d %H:%M:%S}): the time between images comes from it, its date and time of day are not believed.</source>
        <translation>相机的时钟从未设置（图片的 EXIF 数据始于 {time:%Y-%m-%d %H:%M:%S}）：图片之间的时间取自它，但其日期和时刻不予采信。</translation>
    </message>
    <message>
        <source> {names} images without it have the time in their name.</source>
        <translation>另有 {names} 张没有 EXIF 时间的图片在名称中带有时间。</translation>
    </message>
    <message>
        <source> {placed} of {count} images state no time that can be believed and are placed between their neighbours by name.</source>
        <translation>{count} 张图片中有 {placed} 张没有可采信的时间，按名称排在相邻图片之间。</translation>
    </message>
    <message>
        <source>Times come from the images&apos; file names.</source>
        <translation>时间取自图片的文件名。</translation>
    </message>
    <message>
        <source>The images carry no time</source>
        <translation>图片不带时间</translation>
    </message>
    <message>
        <source>Fewer than half of the images state when they were taken</source>
        <translation>注明拍摄时间的图片不到一半</translation>
    </message>
    <message>
        <source>The camera&apos;s clock was never set (the images&apos; EXIF data say {time:%Y-%m-%d %H:%M:%S})</source>
        <translation>相机的时钟从未设置（图片的 EXIF 数据为 {time:%Y-%m-%d %H:%M:%S}）</translation>
    </message>
    <message>
        <source>{why} and no rate was given; times count one image a second.</source>
        <translation>{why}，也没有给出速率；时间按每秒一张图片计算。</translation>
    </message>
    <message>
        <source>The file&apos;s structure is broken in {count} places; read around them.</source>
        <translation>文件结构有 {count} 处损坏；已绕过读取。</translation>
    </message>
    <message>
        <source>Its disk failed to give parts of the file; what lies on them is missing.</source>
        <translation>其磁盘未能给出文件的某些部分；其中的内容缺失。</translation>
    </message>
    <message>
        <source>The file carries no timestamps; times assume {rate:g} frames a second.</source>
        <translation>文件不带时间戳；时间按每秒 {rate:g} 帧计算。</translation>
    </message>
    <message>
        <source>no TIFF structure</source>
        <translation>没有 TIFF 结构</translation>
    </message>
    <message>
        <source>The file lists {listed} pictures; {missing} of them did not come out, and its timestamps do not say where.</source>
        <translation>文件列有 {listed} 幅画面；其中 {missing} 幅没有解出，时间戳也没有说明在何处。</translation>
    </message>
    <message>
        <source>The picture changes from {width}×{height} to {new_width}×{new_height} at {seconds:.2f} s.</source>
        <translation>画面在 {seconds:.2f} 秒处由 {width}×{height} 变为 {new_width}×{new_height}。</translation>
    </message>
    <message>
        <source>Not one frame of {name} could be decoded.</source>
        <translation>{name} 中没有一帧能够解码。</translation>
    </message>
    <message>
        <source>; {damaged_pictures} pictures show it</source>
        <translation>；{damaged_pictures} 幅画面可见</translation>
    </message>
    <message>
        <source>Damaged data was met and read past ({signs} signs of it{seen}).</source>
        <translation>遇到损坏的数据并已绕过（{signs} 处迹象{seen}）。</translation>
    </message>
    <message>
        <source>The recording&apos;s clock starts again {restarts} times; times run on from there.</source>
        <translation>录像的时钟重新开始了 {restarts} 次；时间从那里连续计算。</translation>
    </message>
    <message>
        <source>{hidden} stored pictures are marked as not to be shown, and were left out.</source>
        <translation>{hidden} 幅存储的画面标记为不显示，已略去。</translation>
    </message>
    <message>
        <source>{sharing} frames have the time of the frame ahead of them; they share the interval to the next.</source>
        <translation>{sharing} 帧与前一帧的时间相同；它们平分到下一帧的间隔。</translation>
    </message>
    <message>
        <source>{out_of_order} frames had a time before that of the frame ahead of them.</source>
        <translation>{out_of_order} 帧的时间早于前一帧。</translation>
    </message>
    <message>
        <source>{name} claims a picture of {width}×{height}; not read.</source>
        <translation>{name} 自称画面为 {width}×{height}；未读取。</translation>
    </message>
    <message>
        <source>the rest of the animation cannot be decoded</source>
        <translation>动画的其余部分无法解码</translation>
    </message>
    <message>
        <source>{path} was indexed with the model {name}, and other cases with {other_name}; their scores cannot be compared. Nothing was merged. Change it first: cpcl reindex {path} --model {other_name}</source>
        <translation>{path} 使用模型 {name} 建立索引，其他案件使用 {other_name}；两者的分数无法比较。未合并任何内容。请先更换模型：cpcl reindex {path} --model {other_name}</translation>
    </message>
    <message>
        <source>{path}: {faults} What was merged before is kept; `cpcl verify` says what else it finds.</source>
        <translation>{path}：{faults} 之前合并的内容均已保留；`cpcl verify` 会说明还发现了什么。</translation>
    </message>
    <message>
        <source>{path}: {faults} Nothing was merged; `cpcl verify` says what else it finds.</source>
        <translation>{path}：{faults} 未合并任何内容；`cpcl verify` 会说明其他发现。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>start not known ({clock_text})</source>
        <translation>开始时间未知（{clock_text}）</translation>
    </message>
    <message>
        <source>found by {name}</source>
        <translation>由 {name} 检测</translation>
    </message>
    <message>
        <source>weights {name}</source>
        <translation>权重 {name}</translation>
    </message>
    <message>
        <source>{rate:g} frames a second</source>
        <translation>每秒 {rate:g} 帧</translation>
    </message>
    <message>
        <source>at {size} pixels</source>
        <translation>按 {size} 像素</translation>
    </message>
    <message>
        <source>{tiles} tiles along a frame</source>
        <translation>每边分 {tiles} 块</translation>
    </message>
    <message>
        <source>A process that helps with merging ended in the middle ({why}), as where a machine has too little memory. What was merged before is kept; merge the same again, and it goes on.</source>
        <translation>协助合并的进程中途结束（{why}），内存太少的机器上会这样。此前合并的内容已保留；再次合并同样的案件即可继续。</translation>
    </message>
    <message>
        <source>{path} is the case to merge into; nothing was done.</source>
        <translation>{path} 就是要合并到的案件；未执行任何操作。</translation>
    </message>
    <message>
        <source>{path} was named twice; nothing was done.</source>
        <translation>{path} 被指定了两次；未执行任何操作。</translation>
    </message>
    <message>
        <source>Taking over what people decided</source>
        <translation>正在接收人员的判定</translation>
    </message>
    <message>
        <source>some of its passages are not in the case, and were left out of it</source>
        <translation>其中一些片段不在案件中，已从中略去</translation>
    </message>
    <message>
        <source>it undid a decision that was not carried</source>
        <translation>它撤销的判定未被接收</translation>
    </message>
    <message>
        <source>the case that it comes from has no such label</source>
        <translation>它所来自的案件没有这个标签</translation>
    </message>
    <message>
        <source>the case has no passage of that footage with these pictures</source>
        <translation>案件中没有该影像带有这些截图的片段</translation>
    </message>
    <message>
        <source>The program&apos;s catalogue of models cannot be read ({why}). Install it again.</source>
        <translation>无法读取程序的模型目录（{why}）。请重新安装程序。</translation>
    </message>
    <message>
        <source>The catalogue has no model {name}. It has: {names}. `cpcl models add FILE` adds any other.</source>
        <translation>目录中没有模型 {name}。其中有：{names}。`cpcl models add FILE` 可添加其他任何模型。</translation>
    </message>
    <message>
        <source>The program&apos;s catalogue is damaged at {name!r}. Install the program again.</source>
        <translation>程序的模型目录在 {name!r} 处损坏。请重新安装程序。</translation>
    </message>
    <message>
        <source>and leads to an address that is not encrypted</source>
        <translation>并转向未加密的地址</translation>
    </message>
    <message>
        <source>answers {code} {why}</source>
        <translation>答复 {code} {why}</translation>
    </message>
    <message>
        <source>has a file of {size} bytes there, not of {declared}</source>
        <translation>那里的文件有 {size} 字节，而不是 {declared} 字节</translation>
    </message>
    <message>
        <source>Fetching {name}</source>
        <translation>正在获取 {name}</translation>
    </message>
    <message>
        <source>{name} was not fetched: {other_name} {why}. {by_hand}</source>
        <translation>{name} 未能下载：{other_name} {why}。{by_hand}</translation>
    </message>
    <message>
        <source>the connection ends early</source>
        <translation>连接提前中断</translation>
    </message>
    <message>
        <source>{size} bytes are kept; fetched again, it goes on from there.</source>
        <translation>已保留 {size} 字节；再次下载会从那里继续。</translation>
    </message>
    <message>
        <source>On a machine with a network, fetch {path} (SHA-256 {sha256}), carry the file over as {other_path} and add it: in the window by Case → Add a model…, or with `cpcl models add {other_path}`.</source>
        <translation>请在联网的计算机上下载 {path}（SHA-256 {sha256}），以 {other_path} 为名带到这里，再添加：在窗口中用 案件 → 添加模型…，或用 `cpcl models add {other_path}`。</translation>
    </message>
    <message>
        <source>What is fetched cannot be kept as {path} ({why}); what arrived before is kept. Free space there or set CPCL_HOME to a folder of yours; fetched again, it goes on.</source>
        <translation>下载的内容无法存为 {path}（{why}）；已下载的部分已保留。请在那里腾出空间，或将 CPCL_HOME 设为您自己的文件夹；再次下载即可继续。</translation>
    </message>
    <message>
        <source>{name} could not be fetched from {other_name} ({why}). {rest}</source>
        <translation>无法从 {other_name} 下载 {name}（{why}）。{rest}</translation>
    </message>
    <message>
        <source>What was fetched as {name} is not the file of the catalogue: its SHA-256 is {found}. It was deleted, nothing was added. {by_hand}</source>
        <translation>下载到的 {name} 不是目录中的那个文件：其 SHA-256 为 {found}。它已被删除，没有添加任何内容。{by_hand}</translation>
    </message>
    <message>
        <source>{name} was not fetched</source>
        <translation>{name} 未获取</translation>
    </message>
    <message>
        <source>{path} is a case&apos;s file, not a model; it was not read.</source>
        <translation>{path} 是案件的文件，不是模型；未读取。</translation>
    </message>
    <message>
        <source>{path} is no file; nothing was read or imported.</source>
        <translation>{path} 不是文件；没有读取或导入任何内容。</translation>
    </message>
    <message>
        <source>The file {path} cannot be read ({why}); nothing was imported.</source>
        <translation>无法读取文件 {path}（{why}）；没有导入任何内容。</translation>
    </message>
    <message>
        <source>{path} is not an ONNX network that runs here ({why}). Weights in a second file beside it must be saved into it first. Nothing was imported.</source>
        <translation>{path} 不是可在此运行的 ONNX 网络（{why}）。如果权重在旁边的另一个文件中，须先并入该文件。没有导入任何内容。</translation>
    </message>
    <message>
        <source>Give the model a name; nothing was imported.</source>
        <translation>请为模型命名；没有导入任何内容。</translation>
    </message>
    <message>
        <source>The input size or the deviation (--size, --std) cannot be; nothing was imported.</source>
        <translation>输入尺寸或标准差（--size、--std）不可能成立；没有导入任何内容。</translation>
    </message>
    <message>
        <source>an image encoder has one input; it has {inputs}</source>
        <translation>图像编码器只有一个输入；它有 {inputs}</translation>
    </message>
    <message>
        <source>its input {name} is {type}; export it with inputs of 32-bit floats</source>
        <translation>其输入 {name} 为 {type}；请以 32 位浮点输入导出</translation>
    </message>
    <message>
        <source>its input {name} is {shape}, not pictures as N×3×height×width</source>
        <translation>其输入 {name} 为 {shape}，不是 N×3×高×宽 的图片</translation>
    </message>
    <message>
        <source>it takes pictures of {shape} pixels only; leave out --size</source>
        <translation>它只接受 {shape} 像素的图片；请去掉 --size</translation>
    </message>
    <message>
        <source>a text encoder takes ids and perhaps an attention mask; it has {inputs}</source>
        <translation>文本编码器接受 ids，可另有注意力掩码；它有 {inputs}</translation>
    </message>
    <message>
        <source>ids are whole numbers N×length; it has {inputs}</source>
        <translation>ids 应为 N×长度 的整数；它有 {inputs}</translation>
    </message>
    <message>
        <source>it takes {first} at a time, no fewer; export it with a free or single batch</source>
        <translation>它一次接受 {first} 个，不能更少；请以不固定或单个的批量导出</translation>
    </message>
    <message>
        <source>it takes texts of {fixed} ids only; leave out --context</source>
        <translation>它只接受 {fixed} 个 ids 的文本；请去掉 --context</translation>
    </message>
    <message>
        <source>The tokenizer is not a tokenizer.json ({why}); nothing was imported.</source>
        <translation>该分词器不是 tokenizer.json（{why}）；没有导入任何内容。</translation>
    </message>
    <message>
        <source>it does not run on what it says it takes ({why})</source>
        <translation>它不能以其声明的输入运行（{why}）</translation>
    </message>
    <message>
        <source>none of its outputs is one vector for each input: {outputs}</source>
        <translation>其输出中没有一个是每个输入对应一个向量：{outputs}</translation>
    </message>
    <message>
        <source>The two networks give no vectors of one length (pictures: {of_pictures}; texts: {of_texts}). They must end in the shared space, behind both projections. Nothing was imported.</source>
        <translation>两个网络给出的向量长度不同（图片：{of_pictures}；文本：{of_texts}）。它们必须都到达共享空间，即在两个投影之后。没有导入任何内容。</translation>
    </message>
    <message>
        <source>for made-up {what} it gives numbers that are none</source>
        <translation>对虚构的{what}，它给出的不是有效数值</translation>
    </message>
    <message>
        <source>it gives the same vector for two unlike {what}</source>
        <translation>对两个不同的{what}，它给出相同的向量</translation>
    </message>
    <message>
        <source>{path} cannot be used: {why}. Nothing was imported.</source>
        <translation>无法使用 {path}：{why}。没有导入任何内容。</translation>
    </message>
    <message>
        <source>{name} is a network by itself. Add it once with `cpcl models add {name}`; its name is then {stem}.</source>
        <translation>{name} 是单独的网络。请用 `cpcl models add {name}` 添加一次；之后其名称为 {stem}。</translation>
    </message>
    <message>
        <source> It was chosen for new cases; `cpcl models use` chooses another.</source>
        <translation>它曾被选为新案件的模型；`cpcl models use` 可另选。</translation>
    </message>
    <message>
        <source>There is no {kind} model called {name}. Here there are: {names}.{hint}</source>
        <translation>没有名为 {name} 的 {kind} 模型。这里有：{names}。{hint}</translation>
    </message>
    <message>
        <source>This case was indexed with the model {name}, which is not on this machine as it was then (manifest {hash}…). Add it with `cpcl models add`. Here there are: {names}.</source>
        <translation>该案件以模型 {name} 建立索引，而本机没有当时的那个模型（清单 {hash}…）。请用 `cpcl models add` 添加。这里有：{names}。</translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation>没有文件或文件夹 {path}。</translation>
    </message>
    <message>
        <source>The model {name} was made of {parent_name} and did not pass the comparison with it. {why} Nothing was added; go on with {parent_name}.</source>
        <translation>模型 {name} 由 {parent_name} 训练而来，未通过与它的比较。{why}没有添加任何内容；请继续使用 {parent_name}。</translation>
    </message>
    <message>
        <source>New cases begin with the model {name} (`cpcl models use`); it was not removed. Give --yes to remove it all the same; new cases then begin with the default again.</source>
        <translation>新案件使用模型 {name}（`cpcl models use`）；没有删除。加上 --yes 可仍然删除；之后新案件使用默认模型。</translation>
    </message>
    <message>
        <source>The model {name} ships with the program and is not removed.</source>
        <translation>模型 {name} 随程序提供，不会删除。</translation>
    </message>
    <message>
        <source>There is no model {name} among those that were added: {names}.</source>
        <translation>已添加的模型中没有 {name}：{names}。</translation>
    </message>
    <message>
        <source>The model at {path} could not be removed ({why}). Close what uses it, and try again.</source>
        <translation>无法删除 {path} 处的模型（{why}）。请关闭正在使用它的程序，再试一次。</translation>
    </message>
    <message>
        <source>The file {path} cannot be read ({why}).</source>
        <translation>无法读取文件 {path}（{why}）。</translation>
    </message>
    <message>
        <source>{path} was not added. {why}</source>
        <translation>没有添加 {path}。{why}</translation>
    </message>
    <message>
        <source>The model could not be kept as {path} ({why}); nothing was added. Free space there or set CPCL_HOME to a folder of yours, and add it again.</source>
        <translation>模型无法存为 {path}（{why}）；没有添加任何内容。请在那里腾出空间，或将 CPCL_HOME 设为您自己的文件夹，再添加一次。</translation>
    </message>
    <message>
        <source>The folder of models {path} cannot be read ({why}). See to its permissions, or set CPCL_HOME to a folder of yours.</source>
        <translation>无法读取模型文件夹 {path}（{why}）。请检查其权限，或将 CPCL_HOME 设为您自己的文件夹。</translation>
    </message>
    <message>
        <source>{path} is a {kind} model; here a {other_kind} model is needed.</source>
        <translation>{path} 是 {kind} 模型；这里需要 {other_kind} 模型。</translation>
    </message>
    <message>
        <source>What was noted of models in {path} cannot be read ({why}). Delete that file: models stay, and `cpcl models use` chooses the default again.</source>
        <translation>无法读取 {path} 中关于模型的记录（{why}）。请删除该文件：模型不受影响，`cpcl models use` 可重新选择默认模型。</translation>
    </message>
    <message>
        <source>It could not be noted in {path} ({why}); what stood there is kept. Free space there or set CPCL_HOME to a folder of yours.</source>
        <translation>无法记入 {path}（{why}）；原有内容已保留。请在那里腾出空间，或将 CPCL_HOME 设为您自己的文件夹。</translation>
    </message>
    <message>
        <source>This user has no home folder in which the model could be kept; nothing was added. Set CPCL_HOME to a folder of yours and add it again.</source>
        <translation>该用户没有可存放模型的主文件夹；没有添加任何内容。请将 CPCL_HOME 设为您自己的文件夹，再添加一次。</translation>
    </message>
    <message>
        <source>The detector {name} has neither an input size nor tiles to choose. Leave out --detector-size and --tiles, or name another detector.</source>
        <translation>检测器 {name} 没有可选的输入尺寸或分块。请去掉 --detector-size 和 --tiles，或另选检测器。</translation>
    </message>
    <message>
        <source>The model {name} is not a detector.</source>
        <translation>模型 {name} 不是检测器。</translation>
    </message>
    <message>
        <source>The detector {name} gives its boxes as {layout!r}; this program reads {names}. Update the program, or use another detector.</source>
        <translation>检测器 {name} 以 {layout!r} 给出检测框；本程序读取 {names}。请更新程序，或使用其他检测器。</translation>
    </message>
    <message>
        <source>The description is empty; type what the person looks like.</source>
        <translation>描述为空；请输入此人的外貌。</translation>
    </message>
    <message>
        <source>The model knows none of these words; describe clothes, colours, hair or bags in English.</source>
        <translation>这些词模型一个也不认识；请用英文描述衣着、颜色、头发或包。</translation>
    </message>
    <message>
        <source>The model&apos;s manifest names an output {name}; its network has {names}.</source>
        <translation>模型清单列出输出 {name}；其网络有 {names}。</translation>
    </message>
    <message>
        <source>A crop&apos;s picture in the case is damaged and cannot be shown.</source>
        <translation>案件中的一张截图已损坏，无法显示。</translation>
    </message>
    <message>
        <source>The detector {name} does not work at {size}×{size}: its file fixes {width}×{height}. Leave out the size, or use another detector.</source>
        <translation>检测器 {name} 不能在 {size}×{size} 下工作：其文件固定为 {width}×{height}。请去掉尺寸，或使用其他检测器。</translation>
    </message>
    <message>
        <source>it has {count} inputs and {other_count} outputs</source>
        <translation>它有 {count} 个输入和 {other_count} 个输出</translation>
    </message>
    <message>
        <source>its input {name} is {shape}, not an image 1×3×H×W</source>
        <translation>其输入 {name} 为 {shape}，不是 1×3×H×W 的图像</translation>
    </message>
    <message>
        <source>its input size {height}×{width} is no multiple of {stride}</source>
        <translation>其输入尺寸 {height}×{width} 不是 {stride} 的倍数</translation>
    </message>
    <message>
        <source>it does not run on one picture of {height}×{width} ({why})</source>
        <translation>它不能处理一张 {height}×{width} 的图片（{why}）</translation>
    </message>
    <message>
        <source>its output is {shape}, not 1×{rows}×(5 + classes)</source>
        <translation>其输出为 {shape}，不是 1×{rows}×(5 + 类别数)</translation>
    </message>
    <message>
        <source>its boxes are already decoded; export it without decoding (decode_in_inference off)</source>
        <translation>其检测框已经解码；请以不解码的方式导出（关闭 decode_in_inference）</translation>
    </message>
    <message>
        <source>The file cannot be used as a YOLOX detector: {why}.</source>
        <translation>该文件不能用作 YOLOX 检测器：{why}。</translation>
    </message>
    <message>
        <source>Somebody put them together, but {why}</source>
        <translation>有人将它们归在一起，但{why}</translation>
    </message>
    <message>
        <source>{count} more of its passages contradict each other so.</source>
        <translation>其片段中另有 {count} 处这样互相矛盾。</translation>
    </message>
    <message>
        <source>The recorder&apos;s clock of {recorders} is not known, so that nobody can tell whether this would be two places at once; `cpcl clock` states it.</source>
        <translation>{recorders} 的录像机时钟未知，因此无法判断这是否意味着同时在两处；可用 `cpcl clock` 说明。</translation>
    </message>
    <message>
        <source>passages {one} and {other}</source>
        <translation>片段 {one} 和 {other}</translation>
    </message>
    <message>
        <source>{numbers} are seen in {name} at the same time.</source>
        <translation>{numbers} 同时出现在 {name} 中。</translation>
    </message>
    <message>
        <source>{numbers} are at {cameras} at the same time, by more than the clocks may be off ({off}).</source>
        <translation>{numbers} 同时在 {cameras}，相差超出时钟可能的误差（{off}）。</translation>
    </message>
    <message>
        <source>somebody took them apart.</source>
        <translation>有人将它们分开。</translation>
    </message>
    <message>
        <source>Grouping passages</source>
        <translation>正在将片段分组</translation>
    </message>
    <message>
        <source>Merging takes two persons; {named} belong to one already. Name a passage of each.</source>
        <translation>合并需要两个人；{named} 已属于同一人。请各指定一个片段。</translation>
    </message>
    <message>
        <source>Passage {number} is not among those of person {person}; nothing was changed.</source>
        <translation>片段 {number} 不属于人员 {person}；没有做任何更改。</translation>
    </message>
    <message>
        <source>These are all passages of person {person}; leave at least one of them. Nothing was changed.</source>
        <translation>这些是人员 {person} 的全部片段；请至少留下一个。没有做任何更改。</translation>
    </message>
    <message>
        <source>passage {number}</source>
        <translation>片段 {number}</translation>
    </message>
    <message>
        <source>passages {numbers}</source>
        <translation>片段 {numbers}</translation>
    </message>
    <message>
        <source>Comparing passages</source>
        <translation>正在比较片段</translation>
    </message>
    <message>
        <source>The case has no passage {track}, or its source is in the bin; `cpcl search` prints their numbers.</source>
        <translation>案件中没有片段 {track}，或其影像源在回收站中；`cpcl search` 会列出片段编号。</translation>
    </message>
    <message>
        <source>The case {path} holds no footage yet; add some first.</source>
        <translation>案件 {path} 尚无影像；请先添加。</translation>
    </message>
    <message>
        <source>Comparing groups</source>
        <translation>正在比较分组</translation>
    </message>
    <message>
        <source>No camera is called {name}. The case has: {names}.</source>
        <translation>没有名为 {name} 的摄像机。案件中有：{names}。</translation>
    </message>
    <message>
        <source>The first step describes nobody; say who is looked for, or give an example.</source>
        <translation>第一步没有描述任何人；请说明要找谁，或给出一个例子。</translation>
    </message>
    <message>
        <source>{count} passages could not be put in order with other footage, since their recorder&apos;s clock is not known: {names}. `cpcl clock` states it.</source>
        <translation>{count} 个片段无法与其他影像排序，因为其录像机时钟未知：{names}。可用 `cpcl clock` 说明。</translation>
    </message>
    <message>
        <source>Some clocks are known with their time zone and others without, and these two kinds were not compared; `cpcl clock --timezone` states it.</source>
        <translation>有些时钟的时区已知，另一些未知，这两类之间没有比较；可用 `cpcl clock --timezone` 说明。</translation>
    </message>
    <message>
        <source>Of step {number} the {count:,} passages that fit best were looked at.</source>
        <translation>第 {number} 步中查看了最相符的 {count:,} 个片段。</translation>
    </message>
    <message>
        <source>{what} could not be written to {path} ({why}).</source>
        <translation>{what}无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>The recording starts in the hour that the end of daylight-saving time repeats; its times may be an hour late.</source>
        <translation>录像始于夏令时结束时重复的那一小时；其时间可能晚一小时。</translation>
    </message>
    <message>
        <source>The recording starts at a time that the clocks skipped; its times may be an hour off.</source>
        <translation>录像始于时钟跳过的时刻；其时间可能差一小时。</translation>
    </message>
    <message>
        <source>This time of day occurs twice on that day; the offset from UTC says which one is meant.</source>
        <translation>这一时刻在当天出现两次；与 UTC 的偏移说明是哪一次。</translation>
    </message>
    <message>
        <source>“{name}” is no time zone known here; write its IANA name, such as Europe/Berlin or America/New_York.</source>
        <translation>这里不认识时区“{name}”；请写其 IANA 名称，例如 Europe/Berlin 或 America/New_York。</translation>
    </message>
    <message>
        <source>“{text}” is not a date with a time; write it as 2024-01-31T14:03:22</source>
        <translation>“{text}”不是带时间的日期；请写成 2024-01-31T14:03:22</translation>
    </message>
    <message>
        <source>The year {year} is no year that a recorder showed; state one from {first} to {last}. Nothing was changed.</source>
        <translation>{year} 年不是录像机会显示的年份；请给出 {first} 至 {last} 之间的年份。没有做任何更改。</translation>
    </message>
    <message>
        <source>A clock may be off by 0 to {most:,} seconds, not by {seconds:g}. Nothing was changed.</source>
        <translation>时钟误差可为 0 至 {most:,} 秒，而不是 {seconds:g} 秒。没有做任何更改。</translation>
    </message>
    <message>
        <source>No recorder&apos;s clock is wrong by {seconds:g} seconds; state at most a century, {most:,}. Nothing was changed.</source>
        <translation>没有录像机时钟会差 {seconds:g} 秒；最多可写一个世纪，即 {most:,} 秒。没有做任何更改。</translation>
    </message>
    <message>
        <source>No passage of the case answers these searches; there is nothing to report.</source>
        <translation>案件中没有片段符合这些搜索；没有可报告的内容。</translation>
    </message>
    <message>
        <source>No passage is named; there is nothing to report.</source>
        <translation>没有指定片段，因此没有可写入报告的内容。</translation>
    </message>
    <message>
        <source>No passage of this case has a bookmark; there is nothing to report.</source>
        <translation>本案件没有带书签的片段，因此没有可写入报告的内容。</translation>
    </message>
    <message>
        <source>Of no passage of this case it was decided that it is unsure; there is nothing to report.</source>
        <translation>本案件没有判定为“不确定”的片段，因此没有可写入报告的内容。</translation>
    </message>
    <message>
        <source>No passage of this case is decided to be a match. Decide with `cpcl decide`, or name a search with --query.</source>
        <translation>本案件没有判定为匹配的片段。请用 `cpcl decide` 判定，或用 --query 指定搜索。</translation>
    </message>
    <message>
        <source>The clip {name} could not be written ({why}).</source>
        <translation>剪辑 {name} 无法写入（{why}）。</translation>
    </message>
    <message>
        <source>Not one frame of this passage can be decoded now.</source>
        <translation>该片段现在没有一帧能够解码。</translation>
    </message>
    <message>
        <source>{path} is there already; nothing was written over it. Name another place.</source>
        <translation>{path} 已存在；没有覆盖。请另选位置。</translation>
    </message>
    <message>
        <source>The coverage could not be written to {path} ({why}).</source>
        <translation>覆盖情况无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>The still could not be written to {path} ({why}).</source>
        <translation>静态图无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>The clip would begin after its end; set its begin (I) before its end (O).</source>
        <translation>剪辑的起点在终点之后；请将起点 (I) 设在终点 (O) 之前。</translation>
    </message>
    <message>
        <source>{sentence} No clip was written.</source>
        <translation>{sentence}没有写出剪辑。</translation>
    </message>
    <message>
        <source>The clip could not be written to {path} ({why}).</source>
        <translation>剪辑无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>The case {path} can only be read, so that its log could not say what was taken out of its footage; nothing was written.</source>
        <translation>案件 {path} 只能读取，其日志无法记下从影像中取出了什么；未写入任何内容。</translation>
    </message>
    <message>
        <source>The {what} cannot be written in {path} ({why}).</source>
        <translation>{what}无法写入 {path}（{why}）。</translation>
    </message>
    <message>
        <source>The folder {path} is not empty and holds no report of this program; nothing in it was changed. Name another folder.</source>
        <translation>文件夹 {path} 不为空，也不含本程序的报告；其中内容没有改动。请另选文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} holds a report, but other files, too ({names}); replacing it would delete them. Nothing was changed; name another folder.</source>
        <translation>文件夹 {path} 中有报告，但也有其他文件（{names}）；替换会删除它们。没有做任何更改；请另选文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} does not exist; the {what} was not written.</source>
        <translation>文件夹 {path} 不存在；没有写出{what}。</translation>
    </message>
    <message>
        <source>{path} is a file; name a folder for the {what}. Nothing was changed.</source>
        <translation>{path} 是文件；请为{what}指定文件夹。没有做任何更改。</translation>
    </message>
    <message>
        <source>{path} is too large to be a report&apos;s manifest.</source>
        <translation>{path} 太大，不可能是报告的清单。</translation>
    </message>
    <message>
        <source>{path} holds no report: it has no {manifest}.</source>
        <translation>{path} 中没有报告：缺少 {manifest}。</translation>
    </message>
    <message>
        <source>{path} cannot be read as a report&apos;s manifest ({why}).</source>
        <translation>无法将 {path} 作为报告清单读取（{why}）。</translation>
    </message>
    <message>
        <source>{path} is not the manifest of a report of this program.</source>
        <translation>{path} 不是本程序报告的清单。</translation>
    </message>
    <message>
        <source>The report in {path} was made by another version of this program; update it to read it.</source>
        <translation>{path} 中的报告由本程序的另一版本生成；请更新程序后读取。</translation>
    </message>
    <message>
        <source>{path} names files outside of the report; it was not written by this program.</source>
        <translation>{path} 列有报告之外的文件；它不是本程序写出的。</translation>
    </message>
    <message>
        <source>{name} is missing.</source>
        <translation>缺少 {name}。</translation>
    </message>
    <message>
        <source>{name} was changed: it does not have the hash that the manifest gives.</source>
        <translation>{name} 被改动：其哈希值与清单不符。</translation>
    </message>
    <message>
        <source>{name} cannot be read ({why}).</source>
        <translation>无法读取 {name}（{why}）。</translation>
    </message>
    <message>
        <source>{name} does not belong to the report.</source>
        <translation>{name} 不属于该报告。</translation>
    </message>
    <message>
        <source>The source is a folder of ready-made pictures: there is no larger frame, and no clip.</source>
        <translation>该影像源是现成截图的文件夹：没有更大的画面，也没有剪辑。</translation>
    </message>
    <message>
        <source>Read through for this report: the content is that which was added to the case.</source>
        <translation>已为本报告通读：内容与添加到案件时一致。</translation>
    </message>
    <message>
        <source>Other people were made unrecognisable automatically, by the detector {name}. A detector can miss people: look through frames and clips before they are handed out. Whoever stands inside the person&apos;s own box stays visible, in the small pictures too.</source>
        <translation>其他人已由检测器 {name} 自动模糊处理。检测器可能漏掉人：交出之前请检查画面和剪辑。站在该人检测框之内的人仍然可见，小截图中也是如此。</translation>
    </message>
    <message>
        <source>No person detector is installed, so everything outside the person&apos;s box was made unrecognisable. Whoever stands inside the box stays visible, in the small pictures too.</source>
        <translation>未安装人员检测器，因此该人检测框之外的内容全部做了模糊处理。站在框内的人仍然可见，小截图中也是如此。</translation>
    </message>
    <message>
        <source>The frame of this picture can no longer be decoded; the frame shown is the one before it.</source>
        <translation>该截图所在的帧已无法解码；显示的是它之前的一帧。</translation>
    </message>
    <message>
        <source>{sentence} Shown is what the case holds of it.</source>
        <translation>{sentence}显示的是案件中保存的内容。</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>The test share is {test:g}; give a number from 0 to below 1.</source>
        <translation>测试比例为 {test:g}；请给出 0 到 1（不含）之间的数。</translation>
    </message>
    <message>
        <source>The case {path} has no confirmed passage with a description ({confirmed} confirmed). Decide some first: cpcl decide CASE TRACK match --description TEXT. Nothing was written.</source>
        <translation>案件 {path} 没有带描述的已确认片段（已确认 {confirmed} 个）。请先判定一些：cpcl decide CASE TRACK match --description TEXT。没有写入任何内容。</translation>
    </message>
    <message>
        <source>The {what} could not be written to {path} ({why}); nothing of it was left.</source>
        <translation>{what}无法写入 {path}（{why}）；没有留下任何部分。</translation>
    </message>
    <message>
        <source>Stopped. No {what} was written; the case is as it was.</source>
        <translation>已停止。没有写出{what}；案件保持原样。</translation>
    </message>
    <message>
        <source>The folder {path} is not empty; nothing in it was changed. Name another folder.</source>
        <translation>文件夹 {path} 不为空；其中内容没有改动。请另选文件夹。</translation>
    </message>
    <message>
        <source>The case&apos;s log gives a purpose for what was done with it (last: “{text}”), and pictures of people would leave it without one. Say why: --purpose TEXT. Nothing was written.</source>
        <translation>案件日志记有所做各事的目的（最近：“{text}”），而人物图片将不带目的离开案件。请说明原因：--purpose TEXT。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Characters that no font of this machine has are written as their number here, such as [U+0915]; report.html shows them where the fonts are.</source>
        <translation>本机字体都没有的字符在此以编号表示，例如 [U+0915]；在有这些字体的地方，report.html 会正常显示。</translation>
    </message>
    <message>
        <source>Whether the footage is still what was added is checked when the report is written.</source>
        <translation>影像是否仍与添加时一致，会在写报告时检查。</translation>
    </message>
    <message>
        <source>Decoding the frame</source>
        <translation>正在解码帧</translation>
    </message>
    <message>
        <source>{path} is not there any more. The report would show what the case holds of it.</source>
        <translation>{path} 已不在原处。报告将显示案件中保存的内容。</translation>
    </message>
    <message>
        <source>The report could not be written to {path} ({why}); nothing of it was left.</source>
        <translation>报告无法写入 {path}（{why}）；没有留下任何部分。</translation>
    </message>
    <message>
        <source>Stopped. No report was written; the case is as it was.</source>
        <translation>已停止。没有写出报告；案件保持原样。</translation>
    </message>
    <message>
        <source>The case {path} holds no footage yet; add some with `cpcl ingest`.</source>
        <translation>案件 {path} 尚无影像；请用 `cpcl ingest` 添加。</translation>
    </message>
    <message>
        <source>The network is not an ONNX model that can run here</source>
        <translation>该网络不是可在此运行的 ONNX 模型</translation>
    </message>
    <message>
        <source>{what}: it is {foreign}.</source>
        <translation>{what}：它是{foreign}。</translation>
    </message>
    <message>
        <source>The network is not an ONNX model that can run here: its file is cut, damaged or another.</source>
        <translation>该网络不是可在此运行的 ONNX 模型：其文件被截断、损坏或是其他文件。</translation>
    </message>
    <message>
        <source>{what}: its file has no network.</source>
        <translation>{what}：其文件中没有网络。</translation>
    </message>
    <message>
        <source>The network takes weights from another file, {file}; it was not opened, and nothing was read there. Save it as one file with all of its weights.</source>
        <translation>该网络的权重在另一个文件 {file} 中；没有打开该文件，也没有从中读取任何内容。请将其与全部权重存为一个文件。</translation>
    </message>
    <message>
        <source>messages without end</source>
        <translation>消息没有结尾</translation>
    </message>
    <message>
        <source>which it does not name</source>
        <translation>它未指明名称</translation>
    </message>
    <message>
        <source>not an ONNX file</source>
        <translation>不是 ONNX 文件</translation>
    </message>
    <message>
        <source>No model is fetched, no new version is looked for, no cluster and no team&apos;s server is used.</source>
        <translation>不下载模型，不查找新版本，也不使用集群和团队的服务器。</translation>
    </message>
    <message>
        <source>A purpose is asked for before a case is worked in.</source>
        <translation>处理案件之前必须说明目的。</translation>
    </message>
    <message>
        <source>These models alone are used: {names}.</source>
        <translation>只使用这些模型：{names}。</translation>
    </message>
    <message>
        <source>A model can be added from a file: in the window by Case → Add a model…, or with `cpcl models add FILE`.</source>
        <translation>可以从文件添加模型：在窗口中用 案件 → 添加模型…，或用 `cpcl models add FILE`。</translation>
    </message>
    <message>
        <source>{what}: the policy of this machine forbids it to use a network ({path}). Nothing was sent or fetched. {instead}</source>
        <translation>{what}：本机的策略禁止其使用网络（{path}）。未发送或获取任何内容。{instead}</translation>
    </message>
    <message>
        <source>The policy of this machine asks for a purpose before a case is worked in ({path}). The case was left as it is. Say why with --purpose TEXT or CPCL_PURPOSE, in the window when it asks.</source>
        <translation>本机的策略要求在处理案件前说明目的（{path}）。案件保持原样。请用 --purpose TEXT 或 CPCL_PURPOSE 说明，或在窗口询问时说明。</translation>
    </message>
    <message>
        <source>The policy of this machine does not allow the model {name} (SHA-256 {sha256}); it is neither added nor used. Allowed are: {other_names} ({path}).</source>
        <translation>本机的策略不允许使用模型 {name}（SHA-256 {sha256}）；它既不会被添加也不会被使用。允许的模型：{other_names}（{path}）。</translation>
    </message>
    <message>
        <source>The policy of this machine, {path}, cannot be followed: {why}. Nothing was done, since it may forbid it. Ask whoever administers this machine to put it right.</source>
        <translation>无法遵循本机的策略 {path}：{why}。由于策略可能禁止此操作，未执行任何操作。请让本机的管理员更正。</translation>
    </message>
    <message>
        <source>the NVIDIA driver</source>
        <translation>NVIDIA 驱动程序</translation>
    </message>
    <message>
        <source>There is no provider {name!r}; choose one of {names}.</source>
        <translation>没有计算后端 {name!r}；请从 {names} 中选择。</translation>
    </message>
    <message>
        <source>{name} was not used and the CPU took its place: {why}</source>
        <translation>没有使用 {name}，改由 CPU 计算：{why}</translation>
    </message>
    <message>
        <source>the installed ONNX Runtime was built without it.</source>
        <translation>已安装的 ONNX Runtime 不支持它。</translation>
    </message>
    <message>
        <source>{names} cannot be loaded.{remedy}</source>
        <translation>无法加载 {names}。{remedy}</translation>
    </message>
    <message>
        <source>the runtime gave no reason.</source>
        <translation>运行库没有给出原因。</translation>
    </message>
    <message>
        <source> Install CUDA and cuDNN on this machine.</source>
        <translation>请在本机安装 CUDA 和 cuDNN。</translation>
    </message>
    <message>
        <source> CUDA and cuDNN come with: pip install &quot;cpcl-desktop[cuda]&quot;.</source>
        <translation>安装 CUDA 和 cuDNN：pip install &quot;cpcl-desktop[cuda]&quot;。</translation>
    </message>
    <message>
        <source>The network is not an ONNX model that can run here ({why}).</source>
        <translation>该网络不是可在此运行的 ONNX 模型（{why}）。</translation>
    </message>
    <message>
        <source>The memory of the {name} was exhausted; what was stored before is kept. Close other programs, or choose the provider cpu.</source>
        <translation>{name} 的内存已耗尽；先前存储的内容已保留。请关闭其他程序，或选择计算后端 cpu。</translation>
    </message>
    <message>
        <source>The network failed on the {name}: {why}</source>
        <translation>网络在 {name} 上出错：{why}</translation>
    </message>
    <message>
        <source>[Errno {number}] {why}: {other_text}</source>
        <translation>[错误 {number}] {why}：{other_text}</translation>
    </message>
    <message>
        <source>[WinError {number}] {why}: {other_text}</source>
        <translation>[Windows 错误 {number}] {why}：{other_text}</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有该文件或文件夹</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>文件夹不为空</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备空间不足</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备或资源正忙</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>没有该设备</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>没有该设备或地址</translation>
    </message>
    <message>
        <source>Invalid argument</source>
        <translation>参数无效</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>文件句柄已失效</translation>
    </message>
    <message>
        <source>Transport endpoint is not connected</source>
        <translation>远端未连接</translation>
    </message>
    <message>
        <source>Host is down</source>
        <translation>主机已关闭</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>没有到主机的路由</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>连接被对方重置</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>无法解析主机名</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>域名解析暂时失败</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>invalid data found when processing input</source>
        <translation>处理输入时发现无效数据</translation>
    </message>
    <message>
        <source>end of file</source>
        <translation>到达文件末尾</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>invalid argument</source>
        <translation>参数无效</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>数据库文件已损坏</translation>
    </message>
    <message>
        <source>attempt to write a readonly database</source>
        <translation>试图写入只读数据库</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>无法打开数据库文件</translation>
    </message>
    <message>
        <source>Was it a woman?</source>
        <translation>是女性吗？</translation>
    </message>
    <message>
        <source>Was there a bag?</source>
        <translation>有包吗？</translation>
    </message>
    <message>
        <source>Was there a backpack?</source>
        <translation>有双肩包吗？</translation>
    </message>
    <message>
        <source>Was the top light?</source>
        <translation>上衣是浅色的吗？</translation>
    </message>
    <message>
        <source>Was the top black?</source>
        <translation>上衣是黑色的吗？</translation>
    </message>
    <message>
        <source>Was the top patterned?</source>
        <translation>上衣有花纹吗？</translation>
    </message>
    <message>
        <source>Did it have short sleeves?</source>
        <translation>是短袖吗？</translation>
    </message>
    <message>
        <source>Were the trousers or skirt light?</source>
        <translation>裤子或裙子是浅色的吗？</translation>
    </message>
    <message>
        <source>Were they jeans?</source>
        <translation>是牛仔裤吗？</translation>
    </message>
    <message>
        <source>Were they shorts?</source>
        <translation>是短裤吗？</translation>
    </message>
    <message>
        <source>Was it a skirt or a dress?</source>
        <translation>是半身裙或连衣裙吗？</translation>
    </message>
    <message>
        <source>Was anything on the head?</source>
        <translation>头上戴着东西吗？</translation>
    </message>
    <message>
        <source>Was the hair long?</source>
        <translation>是长发吗？</translation>
    </message>
    <message>
        <source>Was the hair fair?</source>
        <translation>头发是浅色的吗？</translation>
    </message>
    <message>
        <source>Did he have a beard?</source>
        <translation>有胡子吗？</translation>
    </message>
    <message>
        <source>Were there glasses?</source>
        <translation>戴眼镜吗？</translation>
    </message>
    <message>
        <source>Was there a bicycle?</source>
        <translation>有自行车吗？</translation>
    </message>
    <message>
        <source>Was there an umbrella?</source>
        <translation>有雨伞吗？</translation>
    </message>
    <message>
        <source>Were the shoes light?</source>
        <translation>鞋子是浅色的吗？</translation>
    </message>
    <message>
        <source>The description names several times of day ({names}); search for one at a time.</source>
        <translation>描述中有多个时刻（{names}）；请一次只搜索一个。</translation>
    </message>
    <message>
        <source>“{text}” depends on the day on which it is asked, so it cannot be repeated later. Write the date, such as 12 March 2026, and the time, such as after 22:00.</source>
        <translation>“{text}”取决于提问的日子，因此以后无法重复。请写明日期，例如 12 March 2026，以及时间，例如 after 22:00。</translation>
    </message>
    <message>
        <source>names no camera of the case, which has: {names}</source>
        <translation>没有指明案件中的摄像机；案件中有：{names}</translation>
    </message>
    <message>
        <source>can be two dates; write it as 12 March 2026</source>
        <translation>可能是两个日期；请写成 12 March 2026</translation>
    </message>
    <message>
        <source>is a moment, not a span; write between … and …</source>
        <translation>是一个时刻，不是时段；请写成 between … and …</translation>
    </message>
    <message>
        <source>“{text}” was not read as a filter: it {why}.</source>
        <translation>“{text}”未读作筛选条件：它{why}。</translation>
    </message>
    <message>
        <source>“{text}” is not a span between two moments; write 2026-03-12T14:00/2026-03-12T14:30, the earlier first and without a zone.</source>
        <translation>“{text}”不是两个时刻之间的时段；请写成 2026-03-12T14:00/2026-03-12T14:30，较早的在前，不带时区。</translation>
    </message>
    <message>
        <source>“{text}” is not a time of day; write it as 14:30 or 2:30 pm.</source>
        <translation>“{text}”不是一天中的时刻；请写成 14:30 或 2:30 pm。</translation>
    </message>
    <message>
        <source>“{text}” is not a time of day; with am or pm hours go from 1 to 12.</source>
        <translation>“{text}”不是一天中的时刻；带 am 或 pm 时小时为 1 至 12。</translation>
    </message>
    <message>
        <source>“{text}” is not a time of day; they go from 00:00 to 24:00.</source>
        <translation>“{text}”不是一天中的时刻；应在 00:00 至 24:00 之间。</translation>
    </message>
    <message>
        <source>“{text}” is not a span of the day; write two times with a dash, such as 14:00-14:30.</source>
        <translation>“{text}”不是一天中的时段；请写两个以连字符相连的时刻，例如 14:00-14:30。</translation>
    </message>
    <message>
        <source>“{text}” is no day of the week; write Monday, Tuesday and so on.</source>
        <translation>“{text}”不是星期几；请写 Monday、Tuesday 等。</translation>
    </message>
    <message>
        <source>from {begun:%Y-%m-%d %H:%M:%S} to {last} by the clock</source>
        <translation>时钟从 {begun:%Y-%m-%d %H:%M:%S} 至 {last}</translation>
    </message>
    <message>
        <source>“{text}” is not a date; write it as 2026-03-12 or 12 March 2026, or without the year.</source>
        <translation>“{text}”不是日期；请写成 2026-03-12 或 12 March 2026，也可不写年份。</translation>
    </message>
    <message>
        <source>“{text}” is no date that there is.</source>
        <translation>“{text}”不是存在的日期。</translation>
    </message>
    <message>
        <source>From grey or dark footage, where {colours} cannot be told: hits {hits}.</source>
        <translation>来自灰度或过暗的影像、无法辨别 {colours} 的结果：{hits}。</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Passages cannot be filtered here by way, size, label or what was decided.</source>
        <translation>此处不能按走向、大小、标签或判定来筛选片段。</translation>
    </message>
    <message>
        <source>“{text}” is not a height in pixels; write a number such as 80.</source>
        <translation>“{text}”不是以像素计的高度；请写数字，例如 80。</translation>
    </message>
    <message>
        <source>“{text}” is not {what}; there are: {names}.</source>
        <translation>“{text}”不是{what}；可用的有：{names}。</translation>
    </message>
    <message>
        <source>Several sources are called {name}: {candidates}. Name the one that is meant by its number, or with its folders.</source>
        <translation>有多个影像源名为 {name}：{candidates}。请用编号指明，或连同其文件夹一起写。</translation>
    </message>
    <message>
        <source>{name} is in the bin, where nothing is searched. Put it back (`cpcl bin CASE SOURCE --put-back`, or in the window&apos;s list of footage), or name other footage; nothing was searched.</source>
        <translation>{name} 在回收站中，那里的影像不会被搜索。请将其放回（`cpcl bin CASE SOURCE --put-back`，或在窗口的影像列表中放回），或指定其他影像；没有进行搜索。</translation>
    </message>
    <message>
        <source>No label is called {names}; there are: {other_names}. Nothing was searched.</source>
        <translation>没有名为 {names} 的标签；现有：{other_names}。没有进行搜索。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No footage passes these filters: {filters}. {unclocked}</source>
        <translation>没有影像符合这些筛选条件：{filters}。{unclocked}</translation>
    </message>
    <message>
        <source>No source or camera is called {names}. The case has: {other_names}.</source>
        <translation>没有名为 {names} 的影像源或摄像机。案件中有：{other_names}。</translation>
    </message>
    <message>
        <source>No footage passes these filters: {filters}. The case has: {names}.</source>
        <translation>没有影像符合这些筛选条件：{filters}。案件中有：{names}。</translation>
    </message>
    <message>
        <source>Here is one case by itself; {names} can only be chosen among several that are searched as one.</source>
        <translation>这里只有一个案件；只有在一起搜索的多个案件中才能选择 {names}。</translation>
    </message>
    <message>
        <source>No footage that is searched is of a case called {names}; there is footage of: {other_names}.</source>
        <translation>所搜索的影像中没有属于案件 {names} 的；有以下案件的影像：{other_names}。</translation>
    </message>
    <message>
        <source>between {times} by the clock</source>
        <translation>时钟在 {times} 之间</translation>
    </message>
    <message>
        <source>going {way}</source>
        <translation>走向为{way}</translation>
    </message>
    <message>
        <source>a way through the picture</source>
        <translation>画面中的走向</translation>
    </message>
    <message>
        <source>at least {pixels:g} pixels high</source>
        <translation>至少 {pixels:g} 像素高</translation>
    </message>
    <message>
        <source>at most {pixels:g} pixels high</source>
        <translation>至多 {pixels:g} 像素高</translation>
    </message>
    <message>
        <source>what is decided or noted of a passage</source>
        <translation>对片段的判定或备注</translation>
    </message>
    <message>
        <source>label {name}</source>
        <translation>标签 {name}</translation>
    </message>
    <message numerus="yes">
        <source>{words} rule(s) nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</source>
        <translation>
            <numerusform>{words} 不会排除任何内容：模型同样会寻找这类词之后所说的东西。请描述此人具有的特征。</numerusform>
        </translation>
    </message>
    <message>
        <source>Likely someone like that is here; the first hits are the place to look.</source>
        <translation>这里很可能有这样的人，请先查看排在最前的结果。</translation>
    </message>
    <message>
        <source>Perhaps someone like that is here, perhaps not; the pictures do not settle it.</source>
        <translation>这里可能有这样的人，也可能没有，截图不足以判断。</translation>
    </message>
    <message numerus="yes">
        <source>Nobody like that was found among the %n passage(s) read; these look most alike.</source>
        <translation>
            <numerusform>在已读取的 %n 个片段中没有找到这样的人，以下是最相似的。</numerusform>
        </translation>
    </message>
    <message>
        <source>How strong a hit is can be said of descriptions only, not with an example.</source>
        <translation>只有按描述搜索时才能说明结果的相符程度，使用示例图像时不能。</translation>
    </message>
    <message>
        <source>How strong a hit is cannot be said: this model is not calibrated.</source>
        <translation>无法说明结果的相符程度：此模型未经校准。</translation>
    </message>
    <message numerus="yes">
        <source>%n more below the line, which fit weakly</source>
        <translation>
            <numerusform>线下还有 %n 个，相符程度弱</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read as filter(s): {filters}.</source>
        <translation>
            <numerusform>读作筛选条件：{filters}。</numerusform>
        </translation>
    </message>
    <message>
        <source>camera {value}</source>
        <translation>摄像机 {value}</translation>
    </message>
    <message>
        <source>source {value}</source>
        <translation>影像源 {value}</translation>
    </message>
    <message>
        <source>by the clock {value}</source>
        <translation>按时钟 {value}</translation>
    </message>
    <message>
        <source>weekday {value}</source>
        <translation>星期 {value}</translation>
    </message>
    <message>
        <source>date {value}</source>
        <translation>日期 {value}</translation>
    </message>
    <message>
        <source>direction {value}</source>
        <translation>方向 {value}</translation>
    </message>
    <message>
        <source>{words}: pictures cannot tell with this model, so it ruled nothing out.</source>
        <translation>{words}：此模型无法从截图判断，因此没有排除任何内容。</translation>
    </message>
    <message>
        <source>{words}: hits that seem to show it come later, but how often this is right is not known.</source>
        <translation>{words}：看似符合它的结果会排在后面，但其准确程度未知。</translation>
    </message>
    <message>
        <source>No caption of the model&apos;s training used {words}: it may know what that is, or not.</source>
        <translation>模型的训练标注中没有使用过 {words}：它可能认识，也可能不认识。</translation>
    </message>
    <message>
        <source>The description is not in English ({text}), and descriptions are read in English only. Describe the person in English, or search for the sentence as it stands (--literal).</source>
        <translation>描述不是英文（{text}），而描述只能用英文。请用英文描述此人，或按原句搜索（--literal）。</translation>
    </message>
    <message>
        <source>The program knows none of these words; describe clothes, colours, hair or bags in English. Nothing was searched.</source>
        <translation>这些词程序一个也不认识；请用英文描述衣着、颜色、头发或包。没有进行搜索。</translation>
    </message>
    <message>
        <source>{words}: answered for each hit from the passage&apos;s path; it does not change the order.</source>
        <translation>{words}：根据片段的路径对每个结果作答，不改变排序。</translation>
    </message>
    <message>
        <source>{words} did not count: people are not searched for by skin or origin. Say what has the colour.</source>
        <translation>{words} 未计入：不按肤色或出身搜索人员。请说明是什么东西的颜色。</translation>
    </message>
    <message>
        <source>{words} ruled nothing out: no thing follows to be denied.</source>
        <translation>{words} 没有排除任何内容：其后没有可否定的事物。</translation>
    </message>
    <message>
        <source>“{text}” as {word}</source>
        <translation>将“{text}”视为 {word}</translation>
    </message>
    <message>
        <source>Read {words}.</source>
        <translation>{words}。</translation>
    </message>
    <message>
        <source>In no phrase, so read by the model only: {words}.</source>
        <translation>不属于任何短语，仅由模型读取：{words}。</translation>
    </message>
    <message>
        <source>The saved search “{name}” cannot be read: it is of another version of this program. It was kept.</source>
        <translation>无法读取已存搜索“{name}”：它来自本程序的另一版本。它已保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) were left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</source>
        <translation>
            <numerusform>有 %n 个影像源因录像机时钟未知而未纳入：{names}。设定时钟（`cpcl clock`）后即可按时间搜索。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources were removed from the case, or read anew, while it was searched; nothing was found. Search again.</source>
        <translation>搜索期间有影像源从案件中删除或被重新读取；没有结果。请重新搜索。</translation>
    </message>
    <message>
        <source>The case has no passage {number}; `cpcl search` prints their numbers. Nothing was searched.</source>
        <translation>案件中没有片段 {number}；`cpcl search` 会列出片段编号。没有进行搜索。</translation>
    </message>
    <message>
        <source>Passage {number} is of footage in the bin, so nothing was searched. Put it back (`cpcl bin CASE SOURCE --put-back`), or give another example.</source>
        <translation>片段 {number} 的影像在回收站中，因此没有进行搜索。请将其放回（`cpcl bin CASE SOURCE --put-back`），或另给示例。</translation>
    </message>
    <message>
        <source>The case was changed to the model {name} since it was opened for searching; nothing was searched. Search again.</source>
        <translation>案件在打开搜索之后更换为模型 {name}；没有进行搜索。请重新搜索。</translation>
    </message>
    <message>
        <source>{path} is not there any more, or cannot be read; nothing new was looked for.</source>
        <translation>{path} 已不在原处，或无法读取；没有查找新内容。</translation>
    </message>
    <message>
        <source>hash</source>
        <translation>计算哈希值</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>links to nothing</source>
        <translation>指向不存在目标的链接</translation>
    </message>
    <message>
        <source>links that lead back to where they are</source>
        <translation>指回自身所在位置的链接</translation>
    </message>
    <message>
        <source>pipes, sockets, devices</source>
        <translation>管道、套接字、设备</translation>
    </message>
    <message>
        <source>pictures in a format that this program does not read</source>
        <translation>本程序不支持其格式的图片</translation>
    </message>
    <message>
        <source>films, where ready-made crops were asked for</source>
        <translation>要求添加现成截图时遇到的视频</translation>
    </message>
    <message>
        <source>no footage, by their names and first bytes</source>
        <translation>按名称和文件头判断不是影像</translation>
    </message>
    <message>
        <source>empty files</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>hidden, their names begin with a point</source>
        <translation>名称以点开头的隐藏文件</translation>
    </message>
    <message>
        <source>thumbnails, recycle bins and notes of systems and storage devices</source>
        <translation>系统和存储设备的缩略图、回收站和记录文件</translation>
    </message>
    <message>
        <source>this program&apos;s own files</source>
        <translation>本程序自己的文件</translation>
    </message>
    <message>
        <source>other names of what is there already</source>
        <translation>已有内容的其他名称</translation>
    </message>
    <message>
        <source>without suffix</source>
        <translation>无扩展名</translation>
    </message>
    <message numerus="yes">
        <source>{suffixes}, others %n</source>
        <translation>
            <numerusform>{suffixes}，其他 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, {why}: %n ({of})</source>
        <translation>
            <numerusform>未纳入，{why}：%n 个（{of}）</numerusform>
        </translation>
    </message>
    <message>
        <source>Its name states a date that may have the day or the month first; no time was taken from it. `cpcl clock` states the time.</source>
        <translation>其名称中的日期可能是日在前，也可能是月在前；没有从中取用时间。可用 `cpcl clock` 说明时间。</translation>
    </message>
    <message>
        <source>Its name holds a number that may be a time and that nothing supports; it was not taken. `cpcl clock` states the time.</source>
        <translation>其名称中有一个可能是时间的数字，但没有佐证；没有取用。可用 `cpcl clock` 说明时间。</translation>
    </message>
    <message>
        <source>The table of recorder names {path} cannot be used: {why}.</source>
        <translation>无法使用录像机名称表 {path}：{why}。</translation>
    </message>
    <message>
        <source>the pattern {name} has no group called {names}</source>
        <translation>模式 {name} 没有名为 {names} 的组</translation>
    </message>
    <message>
        <source>{path} does not exist; name the files or folders to look in.</source>
        <translation>{path} 不存在；请指定要查找的文件或文件夹。</translation>
    </message>
    <message>
        <source>{name}: is where it was.</source>
        <translation>{name}：在原处。</translation>
    </message>
    <message>
        <source>{name}: found at {path}.</source>
        <translation>{name}：在 {path} 找到。</translation>
    </message>
    <message>
        <source>{name}: {other_name} has another content than the footage that was added, and was not taken for it. Footage that was changed is new footage: add it with `cpcl ingest`.</source>
        <translation>{name}：{other_name} 的内容与当初添加的影像不同，因此没有当作它。改动过的影像是新影像：请用 `cpcl ingest` 添加。</translation>
    </message>
    <message>
        <source>{name}: not at {path}, nor in what was searched.</source>
        <translation>{name}：不在 {path}，也不在查找过的地方。</translation>
    </message>
    <message>
        <source>It was being written while it was read, so that what was read is not what its hash is of. What was found in it is kept until it is read again: add it again when it is complete.</source>
        <translation>读取期间它仍在被写入，因此读到的内容与其哈希值不对应。其中找到的内容会保留到再次读取为止：请在文件完整后重新添加。</translation>
    </message>
    <message>
        <source>It was changed while it was read, so that what was read is not what its hash is of. What was found in it is kept until it is read again: add it again when it is complete.</source>
        <translation>读取期间它被改动，因此读到的内容与其哈希值不对应。其中找到的内容会保留到再次读取为止：请在文件完整后重新添加。</translation>
    </message>
    <message>
        <source>Name at least one video, folder of videos or folder of frames to read.</source>
        <translation>请至少指定一个视频、视频文件夹或帧文件夹。</translation>
    </message>
    <message>
        <source>{path} is a case&apos;s file, not footage; it was not read. Open the case instead.</source>
        <translation>{path} 是案件的文件，不是影像；未读取。请改为打开案件。</translation>
    </message>
    <message>
        <source>{path} holds no images; ready-made crops are image files.</source>
        <translation>{path} 中没有图片；现成的截图应为图片文件。</translation>
    </message>
    <message>
        <source>its folder cannot be listed to the end</source>
        <translation>其文件夹无法完整列出</translation>
    </message>
    <message>
        <source>The folder {path} holds no videos and no images, nor do its sub-folders. {left_out}</source>
        <translation>文件夹 {path} 及其子文件夹中没有视频，也没有图片。{left_out}</translation>
    </message>
    <message>
        <source>This user has no home folder, in which servers are noted; name one with CPCL_HOME.</source>
        <translation>此用户没有可记录服务器的主文件夹；请用 CPCL_HOME 指定一个。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({why}), where it is noted from which servers cases were taken.</source>
        <translation>{path} 无法写入（{why}），其中记录从哪些服务器取过案件。</translation>
    </message>
    <message>
        <source>The team&apos;s case was not asked for</source>
        <translation>没有请求团队的案件</translation>
    </message>
    <message>
        <source>The server of the team&apos;s case is not there or does not let you in ({why}). Nothing was sent.</source>
        <translation>团队案件的服务器不在，或不让您进入（{why}）。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The connection to the team&apos;s server is not encrypted; it was closed. Nothing was sent.</source>
        <translation>与团队服务器的连接没有加密，已关闭。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The team&apos;s server does not let you do this ({why}); nothing was changed there.</source>
        <translation>团队的服务器不允许您这样做（{why}）；那里没有任何更改。</translation>
    </message>
    <message>
        <source>Another desk has been writing to the team&apos;s case for a minute; nothing was changed. Try again.</source>
        <translation>另一台机器已向团队的案件写入一分钟；没有任何更改。请重试。</translation>
    </message>
    <message>
        <source>The server of the team&apos;s case at {place} does not answer ({why}); nothing was changed there.</source>
        <translation>位于 {place} 的团队案件服务器没有应答（{why}）；那里没有任何更改。</translation>
    </message>
    <message>
        <source>The team&apos;s server refuses this ({why}); nothing was changed there.</source>
        <translation>团队的服务器拒绝此操作（{why}）；那里没有任何更改。</translation>
    </message>
    <message>
        <source>A team&apos;s case needs what `pip install &apos;cpcl-desktop[team]&apos;` adds (psycopg, under the LGPL); nothing was done. The copy of the case on this machine can be read without it.</source>
        <translation>团队的案件需要 `pip install &apos;cpcl-desktop[team]&apos;` 安装的组件（psycopg，LGPL 许可）；没有执行任何操作。没有它也能读取本机上的案件副本。</translation>
    </message>
    <message>
        <source>That is no address of a database; it looks like postgresql://USER@HOST/DATABASE. Nothing was done.</source>
        <translation>这不是数据库的地址；地址形如 postgresql://USER@HOST/DATABASE。没有执行任何操作。</translation>
    </message>
    <message>
        <source>The address holds a password, which others on this machine can read; nothing was done. Write it into your password file (~/.pgpass, or where PGPASSFILE says) and leave it out of the address.</source>
        <translation>地址中含有密码，本机的其他人可以读到；没有执行任何操作。请把它写入您的密码文件（~/.pgpass，或 PGPASSFILE 所指的文件），不要放在地址中。</translation>
    </message>
    <message>
        <source>The address says {name}, which has no place in it: others on this machine can read it, and it is kept in the case. Nothing was done. Secrets belong into your password file or a service file (~/.pg_service.conf).</source>
        <translation>地址中写有 {name}，它不应写在那里：本机的其他人可以看到，而且地址会存入案件。没有执行任何操作。秘密应写入您的密码文件或服务文件（~/.pg_service.conf）。</translation>
    </message>
    <message>
        <source>A team&apos;s case is asked for by TLS with a checked certificate only, not with sslmode={mode}; nothing was done. `sslrootcert=FILE` in the address names who vouches for the server.</source>
        <translation>团队的案件只通过校验证书的 TLS 访问，不接受 sslmode={mode}；没有执行任何操作。地址中的 `sslrootcert=FILE` 说明由谁为服务器担保。</translation>
    </message>
    <message>
        <source>The database {name} is prepared for a team&apos;s case already.</source>
        <translation>数据库 {name} 已经为团队的案件准备好。</translation>
    </message>
    <message>
        <source>The database {name} stores text as {encoding}, in which not every text can be stored; nothing was done. Make one with the encoding UTF8.</source>
        <translation>数据库 {name} 以 {encoding} 编码保存文字，并非所有文字都能以此保存；没有执行任何操作。请建立编码为 UTF8 的数据库。</translation>
    </message>
    <message>
        <source>The log has {count} entries, so there is no end to cut off there.</source>
        <translation>日志有 {count} 个条目，那里没有可以截去的末尾。</translation>
    </message>
    <message>
        <source>Entry {entry} tells of an end that was cut off before, and stays; nothing was cut. Name that entry, or one after it, as the last that stays.</source>
        <translation>条目 {entry} 记载了先前截去的末尾，予以保留；什么也没有截去。请指明该条目或其后的条目为保留的最后一个。</translation>
    </message>
    <message>
        <source>By these entries an owner changed the case&apos;s {what} as well, which cannot be brought back; nothing was cut. Put the newest copy that was pulled apart or sent into a new database.</source>
        <translation>负责人通过这些条目还更改了案件的 {what}，这无法恢复；没有截去任何内容。请把最近独立取出或送出的副本放入新的数据库。</translation>
    </message>
    <message>
        <source>{name} does not take part in this case; nothing was changed.</source>
        <translation>{name} 没有参加此案件；没有任何更改。</translation>
    </message>
    <message>
        <source>{name} does not take part in a case of the database {database}: nobody added them (`cpcl team add`), or it was not prepared (`cpcl team init`). Nothing was done.</source>
        <translation>{name} 没有参加数据库 {database} 的案件：尚未添加此人（`cpcl team add`），或数据库尚未准备（`cpcl team init`）。没有执行任何操作。</translation>
    </message>
    <message>
        <source>{name} has the role {group_name} on the server by way of {by_name}, from which this cannot take it. Nothing was changed; whoever granted it, or the server&apos;s superuser, has to revoke it first.</source>
        <translation>{name} 在服务器上的角色 {group_name} 来自 {by_name}，这里无法收回。没有任何更改；须先由授予者或服务器的超级用户收回。</translation>
    </message>
    <message>
        <source>The name of the database has more than {most} letters, and its roles&apos; names would be too long. Nothing was done.</source>
        <translation>数据库的名称超过 {most} 个字母，其角色的名称会过长。没有执行任何操作。</translation>
    </message>
    <message>
        <source>The case holds a value that this program never stores ({value!r}); nothing was sent. `cpcl verify` says what else was changed.</source>
        <translation>案件含有本程序从不存入的值（{value!r}）；没有发送任何内容。`cpcl verify` 会说明还有什么被改动。</translation>
    </message>
    <message>
        <source>There is no case at {place} yet; `cpcl case push CASE URL` puts one there.</source>
        <translation>{place} 还没有案件；用 `cpcl case push CASE URL` 放置一个。</translation>
    </message>
    <message>
        <source>The database at {place} was not prepared; `cpcl team init URL` does that. Nothing was sent.</source>
        <translation>位于 {place} 的数据库尚未准备；请用 `cpcl team init URL` 准备。没有发送任何内容。</translation>
    </message>
    <message>
        <source>There is a case at {place} already; nothing was sent. A further case needs its own database.</source>
        <translation>{place} 已有一个案件；没有发送任何内容。另一个案件需要自己的数据库。</translation>
    </message>
    <message>
        <source>{name} takes part there as {role}, and it takes an owner to put a case there. Nothing was sent.</source>
        <translation>{name} 在那里以 {role} 参加，而放入案件需要 owner（负责人）。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The database at {place} was prepared by another version of this program; nothing was sent. Prepare an empty one with `cpcl team init URL`.</source>
        <translation>位于 {place} 的数据库由本程序的另一版本准备；没有发送任何内容。请用 `cpcl team init URL` 准备一个空数据库。</translation>
    </message>
    <message>
        <source>Footage is being added to the team&apos;s case by another desk; wait until that is done.</source>
        <translation>另一台机器正在向团队的案件添加影像；请等待其完成。</translation>
    </message>
    <message>
        <source>take the case from there (`cpcl case pull`), which says whether there is one</source>
        <translation>请从那里取出案件（`cpcl case pull`），它会说明那里有没有案件</translation>
    </message>
    <message>
        <source>{name} takes part in this case as an analyst, who decides, marks and describes; this would change the case&apos;s {what}, for which it takes an owner. Nothing was changed.</source>
        <translation>{name} 以分析员身份参加此案件，可以判定、标记和描述；此操作会更改案件的 {what}，须由负责人进行。没有任何更改。</translation>
    </message>
    <message>
        <source>bring the case up to date (`cpcl team sync CASE`) and look, before you say it again</source>
        <translation>请先使案件与服务器一致（`cpcl team sync CASE`）并查看，然后再说一遍</translation>
    </message>
    <message>
        <source>The connection to the team&apos;s server broke as it was to store this ({why}), so it may be stored or not. When it answers again, {to_do}.</source>
        <translation>与团队服务器的连接在存入时中断（{why}），因此可能已存入，也可能没有。等它再次应答时，{to_do}。</translation>
    </message>
    <message>
        <source>The connection to the team&apos;s server broke, and with it went this desk&apos;s turn to add footage. What was stored is kept; the same command goes on from there.</source>
        <translation>与团队服务器的连接中断，本机添加影像的机会也随之失去。已存入的保留；同一命令从那里接着进行。</translation>
    </message>
    <message>
        <source>The server of the team&apos;s case did not answer a moment ago.</source>
        <translation>团队案件的服务器刚才没有应答。</translation>
    </message>
    <message>
        <source>The case says that it follows {place}, from where no case was taken on this machine, so it was not asked. Take the case with `cpcl case pull URL CASE` if that is your team&apos;s.</source>
        <translation>案件称其跟随 {place}，但本机从未在那里取过案件，因此没有访问它。如果那是您团队的服务器，请用 `cpcl case pull URL CASE` 取得案件。</translation>
    </message>
    <message>
        <source>Waiting for {name}, who is writing to the team&apos;s case</source>
        <translation>正在等待 {name}，其正在写入团队的案件</translation>
    </message>
    <message>
        <source>The team&apos;s server has kept this desk from writing for a minute, and no desk that writes is to be seen; nothing was changed. Try again, or ask its administrator.</source>
        <translation>团队的服务器一分钟以来不让本机写入，也看不到有哪台机器在写入；什么也没有更改。请再试一次，或询问其管理员。</translation>
    </message>
    <message>
        <source>This is version {here}; {newest} is the newest.</source>
        <translation>当前版本为 {here}；最新版本为 {newest}。</translation>
    </message>
    <message>
        <source>Version {newest} is out; this is {here}.</source>
        <translation>已有新版本 {newest}；当前版本为 {here}。</translation>
    </message>
    <message>
        <source>It is described at {page}</source>
        <translation>说明见 {page}</translation>
    </message>
    <message>
        <source>No new version was looked for</source>
        <translation>未查找新版本</translation>
    </message>
    <message>
        <source>No address to look for new versions is named on this machine, so nothing was asked. Versions and what changed in them are listed in CHANGELOG.md where you got this program. An address is named by `updates` in the machine&apos;s policy, or by {variable_name}.</source>
        <translation>本机未指定查询新版本的地址，因此没有查询。各版本及其变化列在您获取本程序之处的 CHANGELOG.md 中。地址由本机策略中的 `updates` 或 {variable_name} 指定。</translation>
    </message>
    <message>
        <source>{unasked}: {path} is not an encrypted address (https://…). Have it put right.</source>
        <translation>{unasked}：{path} 不是加密地址（https://…）。请让人更正。</translation>
    </message>
    <message>
        <source>{name} answers {code} {why}; it is not known which is newest.</source>
        <translation>{name} 答复 {code} {why}；无法得知哪个版本最新。</translation>
    </message>
    <message>
        <source>{name} could not be asked ({why}); it is not known which version is newest.</source>
        <translation>无法查询 {name}（{why}）；无法得知哪个版本最新。</translation>
    </message>
    <message>
        <source>What {name} answers names no version ({why}); nothing was done.</source>
        <translation>{name} 的答复中没有版本号（{why}）；未执行任何操作。</translation>
    </message>
    <message>
        <source>Long work is under way</source>
        <translation>正在进行长时间的工作</translation>
    </message>
    <message>
        <source>The bin was not changed</source>
        <translation>回收站未更改</translation>
    </message>
    <message>
        <source>The footage was not checked</source>
        <translation>影像未校验</translation>
    </message>
    <message>
        <source>The bin could not be looked at</source>
        <translation>无法查看回收站</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Empty the bin?</source>
        <translation>要清空回收站吗？</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>永久移除</translation>
    </message>
    <message>
        <source>The bin was not emptied</source>
        <translation>回收站未清空</translation>
    </message>
    <message>
        <source>Find the selected footage in a folder</source>
        <translation>在文件夹中重新定位所选影像</translation>
    </message>
    <message>
        <source>&amp;New case…</source>
        <translation>新建案件(&amp;N)…</translation>
    </message>
    <message>
        <source>Make an empty case file</source>
        <translation>创建一个空的案件文件</translation>
    </message>
    <message>
        <source>&amp;Open case…</source>
        <translation>打开案件(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a case file</source>
        <translation>打开案件文件</translation>
    </message>
    <message>
        <source>Open several cases &amp;together…</source>
        <translation>一起打开多个案件(&amp;T)…</translation>
    </message>
    <message>
        <source>Search several cases as one: the same ranks as in one case, each hit with its case</source>
        <translation>把多个案件当作一个来搜索：名次与单个案件相同，每个结果都注明其案件</translation>
    </message>
    <message>
        <source>Open its case &amp;by itself</source>
        <translation>单独打开其案件(&amp;B)</translation>
    </message>
    <message>
        <source>Open the case of the selected hit or footage alone, at that passage</source>
        <translation>只打开所选结果或影像所属的案件，并显示该片段</translation>
    </message>
    <message>
        <source>&amp;Close case</source>
        <translation>关闭案件(&amp;C)</translation>
    </message>
    <message>
        <source>Close the case; everything is kept</source>
        <translation>关闭案件，所有内容都会保留</translation>
    </message>
    <message>
        <source>&amp;Purpose and authority…</source>
        <translation>目的与授权(&amp;P)…</translation>
    </message>
    <message>
        <source>Say why, and by whose order: it goes into the log</source>
        <translation>说明原因以及奉谁之命：将记入日志</translation>
    </message>
    <message>
        <source>Mer&amp;ge cases into this one…</source>
        <translation>把其他案件并入此案件(&amp;G)…</translation>
    </message>
    <message>
        <source>Take over the footage, decisions and logs of other cases, which are only read</source>
        <translation>并入其他案件的影像、判定和日志；那些案件只会被读取</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Detector, provider, sampling, appearance</source>
        <translation>检测器、运行设备、采样、外观</translation>
    </message>
    <message>
        <source>Add a &amp;model…</source>
        <translation>添加模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Add a person detector (.onnx) or a model from a file</source>
        <translation>从文件添加人员检测器（.onnx）或模型</translation>
    </message>
    <message>
        <source>&amp;Download a model…</source>
        <translation>下载模型(&amp;D)…</translation>
    </message>
    <message>
        <source>What there is and who would be asked is shown first; only then a network is used</source>
        <translation>先显示有哪些模型、会询问哪台主机；之后才使用网络</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) not where they were; their pictures are kept, but the footage cannot be shown.</source>
        <translation>
            <numerusform>%n 个影像源已不在原处；截图仍保留，但无法显示影像。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>另有 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Found again: {number}.</source>
        <translation>已重新定位：{number} 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of this case not read to the end.</source>
        <translation>
            <numerusform>本案件有 %n 个文件未读完。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be read.</source>
        <translation>
            <numerusform>%n 个文件等待读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Purpose: {purpose}</source>
        <translation>目的：{purpose}</translation>
    </message>
    <message>
        <source>Authority: {authority}</source>
        <translation>授权：{authority}</translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the report.</source>
        <translation>
            <numerusform>另有 %n 项：见报告。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) in {folder}.</source>
        <translation>
            <numerusform>{folder} 中有 %n 项。</numerusform>
        </translation>
    </message>
    <message>
        <source>SHA-256 of its manifest, to be noted elsewhere:</source>
        <translation>清单的 SHA-256，请另行记录：</translation>
    </message>
    <message>
        <source>The case was not opened</source>
        <translation>案件未打开</translation>
    </message>
    <message>
        <source>The cases were not opened together</source>
        <translation>未能一起打开这些案件</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n 个影像源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张截图</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the bin</source>
        <translation>
            <numerusform>回收站中 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
    <message>
        <source>Detector: {name}</source>
        <translation>检测器：{name}</translation>
    </message>
    <message>
        <source>Runs on: {name}</source>
        <translation>运行于：{name}</translation>
    </message>
    <message>
        <source>Written: {path}, and what it is in {sidecar}</source>
        <translation>已写入：{path}，说明见 {sidecar}</translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation>案件(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Footage</source>
        <translation>影像(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Decisions</source>
        <translation>判定(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation>页面(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>标签(&amp;L)</translation>
    </message>
    <message>
        <source>Add &amp;videos…</source>
        <translation>添加视频(&amp;V)…</translation>
    </message>
    <message>
        <source>Add video files; they are only read, never moved</source>
        <translation>添加视频文件，只会读取，绝不移动</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>添加文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a folder of videos or of frames, with its sub-folders</source>
        <translation>添加视频或帧图像的文件夹，包括其子文件夹</translation>
    </message>
    <message>
        <source>Add folder of &amp;cropped people…</source>
        <translation>添加人员截图文件夹(&amp;C)…</translation>
    </message>
    <message>
        <source>Add images that show one person each, already cut out</source>
        <translation>添加已裁剪好、每张只有一个人的图像</translation>
    </message>
    <message>
        <source>&amp;Go on with unfinished footage</source>
        <translation>继续读取未完成的影像(&amp;G)</translation>
    </message>
    <message>
        <source>Go on where reading stopped, and try again what could not be read</source>
        <translation>从停止处继续读取，并重试未能读取的内容</translation>
    </message>
    <message>
        <source>&amp;Read the selected again</source>
        <translation>重新读取所选影像(&amp;R)</translation>
    </message>
    <message>
        <source>Read the selected footage again, which failed or was not read to the end</source>
        <translation>重新读取所选的读取失败或未读完的影像</translation>
    </message>
    <message>
        <source>C&amp;heck the selected</source>
        <translation>校验所选影像(&amp;H)</translation>
    </message>
    <message>
        <source>Read the selected footage again and compare it with the hash that the case keeps</source>
        <translation>重新读取所选影像，并与案件保存的哈希值比对</translation>
    </message>
    <message>
        <source>&amp;Take out of the case</source>
        <translation>从案件中取出(&amp;T)</translation>
    </message>
    <message>
        <source>Forget what waits; put what was read into the bin, where it is not searched. No file is touched</source>
        <translation>等待中的影像不再保留；已读取的移入回收站，不再搜索。不会改动任何文件</translation>
    </message>
    <message>
        <source>&amp;Put back from the bin</source>
        <translation>从回收站放回(&amp;P)</translation>
    </message>
    <message>
        <source>Let the selected footage be searched again, with all that was decided about it</source>
        <translation>让所选影像重新参与搜索，连同对它作出的所有判定</translation>
    </message>
    <message>
        <source>&amp;Empty the bin…</source>
        <translation>清空回收站(&amp;E)…</translation>
    </message>
    <message>
        <source>Remove what is in the bin from the case for good; what goes is said before</source>
        <translation>将回收站中的内容从案件中永久移除；事先会说明移除哪些内容</translation>
    </message>
    <message>
        <source>&amp;Watch a folder…</source>
        <translation>监视文件夹(&amp;W)…</translation>
    </message>
    <message>
        <source>Add the videos that newly arrive in a folder, until you stop that or close the case</source>
        <translation>添加文件夹中新出现的视频，直到您停止监视或关闭案件</translation>
    </message>
    <message>
        <source>Watch the selecte&amp;d</source>
        <translation>观看所选影像(&amp;D)</translation>
    </message>
    <message>
        <source>Show the selected footage in the player, whoever is in it</source>
        <translation>在播放器中显示所选影像，无论其中有谁</translation>
    </message>
    <message>
        <source>Recorder&apos;s c&amp;lock…</source>
        <translation>录像机时钟(&amp;L)…</translation>
    </message>
    <message>
        <source>State when the selected footage was recorded, and how far its recorder&apos;s clock is off</source>
        <translation>设定所选影像的录制时间，以及录像机时钟的偏差</translation>
    </message>
    <message>
        <source>C&amp;amera…</source>
        <translation>摄像机(&amp;A)…</translation>
    </message>
    <message>
        <source>Name the camera that the selected footage is of; footage of one name is of one camera</source>
        <translation>为所选影像的摄像机命名；名称相同的影像属于同一台摄像机</translation>
    </message>
    <message>
        <source>Find the &amp;selected…</source>
        <translation>重新定位所选影像(&amp;S)…</translation>
    </message>
    <message>
        <source>Look in a folder for the selected footage, by its content</source>
        <translation>在文件夹中按内容查找所选影像</translation>
    </message>
    <message>
        <source>Find &amp;moved footage…</source>
        <translation>重新定位影像(&amp;M)…</translation>
    </message>
    <message>
        <source>Look in a folder for footage that is not where it was, by its content</source>
        <translation>按内容在文件夹中查找已不在原处的影像</translation>
    </message>
    <message>
        <source>&amp;Stop adding footage</source>
        <translation>停止添加影像(&amp;S)</translation>
    </message>
    <message>
        <source>Stop; what was found is kept</source>
        <translation>停止，已找到的内容会保留</translation>
    </message>
    <message>
        <source>&amp;Describe a person</source>
        <translation>描述人员(&amp;D)</translation>
    </message>
    <message>
        <source>Go to the query box</source>
        <translation>转到描述框</translation>
    </message>
    <message>
        <source>Example &amp;image…</source>
        <translation>示例图像(&amp;I)…</translation>
    </message>
    <message>
        <source>Search by a picture of the person</source>
        <translation>用此人的图片搜索</translation>
    </message>
    <message>
        <source>&amp;Paste an example image</source>
        <translation>粘贴示例图像(&amp;P)</translation>
    </message>
    <message>
        <source>Search by the picture on the clipboard</source>
        <translation>用剪贴板上的图像搜索</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>更像这个(&amp;M)</translation>
    </message>
    <message>
        <source>Search by how the selected passages look</source>
        <translation>按所选片段的外观搜索</translation>
    </message>
    <message>
        <source>&amp;Less like this</source>
        <translation>少像这个(&amp;L)</translation>
    </message>
    <message>
        <source>Let hits that look like the selected ones come later</source>
        <translation>让与所选相似的结果排在后面</translation>
    </message>
    <message>
        <source>&amp;Clear the search</source>
        <translation>清除搜索(&amp;C)</translation>
    </message>
    <message>
        <source>Remove description, example and filters</source>
        <translation>移除描述、示例和筛选条件</translation>
    </message>
    <message>
        <source>&amp;Save this search…</source>
        <translation>保存此搜索(&amp;S)…</translation>
    </message>
    <message>
        <source>Save description, example and filters in this case</source>
        <translation>将描述、示例和筛选条件保存到此案件</translation>
    </message>
    <message>
        <source>&amp;Forget the searches of before</source>
        <translation>清除以往的搜索(&amp;F)</translation>
    </message>
    <message>
        <source>Forget what was searched for on this machine; the log of each case keeps it</source>
        <translation>清除本机上的搜索记录，各案件的日志仍会保留</translation>
    </message>
    <message>
        <source>Show &amp;new passages</source>
        <translation>显示新片段(&amp;N)</translation>
    </message>
    <message>
        <source>Take in what was read since these hits were found</source>
        <translation>纳入找到这些结果之后读取的内容</translation>
    </message>
    <message>
        <source>Hits as &amp;cards</source>
        <translation>结果以卡片显示(&amp;C)</translation>
    </message>
    <message>
        <source>Show the hits as cards side by side</source>
        <translation>以并排卡片显示结果</translation>
    </message>
    <message>
        <source>Hits as a &amp;list</source>
        <translation>结果以列表显示(&amp;L)</translation>
    </message>
    <message>
        <source>Show the hits as rows of a list</source>
        <translation>以列表行显示结果</translation>
    </message>
    <message>
        <source>Hits on a &amp;timeline</source>
        <translation>结果以时间线显示(&amp;T)</translation>
    </message>
    <message>
        <source>Show the hits by camera and time</source>
        <translation>按摄像机和时间显示结果</translation>
    </message>
    <message>
        <source>Ways on a &amp;map</source>
        <translation>路径图(&amp;M)</translation>
    </message>
    <message>
        <source>Show the ways of the hits in a camera&apos;s view</source>
        <translation>在摄像机画面中显示结果的路径</translation>
    </message>
    <message>
        <source>Side by si&amp;de</source>
        <translation>并排比较(&amp;D)</translation>
    </message>
    <message>
        <source>Show two to four selected hits side by side</source>
        <translation>并排显示所选的二至四个结果</translation>
    </message>
    <message>
        <source>Open the &amp;hit</source>
        <translation>打开结果(&amp;H)</translation>
    </message>
    <message>
        <source>Show the hit in the player, at its moment</source>
        <translation>在播放器中显示该结果，并定位到其时刻</translation>
    </message>
    <message>
        <source>Play the hit in its place</source>
        <translation>就地播放结果</translation>
    </message>
    <message>
        <source>Play a few seconds of the hit in its card or row, or stop that</source>
        <translation>在结果的卡片或行中播放几秒，或停止播放</translation>
    </message>
    <message>
        <source>Cop&amp;y the hits</source>
        <translation>复制结果(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy number, name, camera and all times of the selected hits, a line each</source>
        <translation>复制所选结果的编号、名称、摄像机和所有时间，每条一行</translation>
    </message>
    <message>
        <source>&amp;Review what is undecided</source>
        <translation>查看未判定的结果(&amp;R)</translation>
    </message>
    <message>
        <source>Show the hits that are not decided, one after the other; a decision shows the next</source>
        <translation>逐个显示未判定的结果，判定后显示下一个</translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation>匹配(&amp;M)</translation>
    </message>
    <message>
        <source>This is the person looked for</source>
        <translation>这是要找的人</translation>
    </message>
    <message>
        <source>&amp;No match</source>
        <translation>不匹配(&amp;N)</translation>
    </message>
    <message>
        <source>This is somebody else</source>
        <translation>这是别人</translation>
    </message>
    <message>
        <source>&amp;Unsure</source>
        <translation>不确定(&amp;U)</translation>
    </message>
    <message>
        <source>It cannot be told</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>&amp;Withdraw the decision</source>
        <translation>撤回判定(&amp;W)</translation>
    </message>
    <message>
        <source>Take the decision back; the log keeps it</source>
        <translation>撤回判定，日志仍会保留</translation>
    </message>
    <message>
        <source>Match: the whole group</source>
        <translation>匹配：整组</translation>
    </message>
    <message>
        <source>Decide at once about all hits that are proposed to show the same person</source>
        <translation>一次判定所有被提议为同一人的结果</translation>
    </message>
    <message>
        <source>No match: the whole group</source>
        <translation>不匹配：整组</translation>
    </message>
    <message>
        <source>All hits that are proposed to show the same person are somebody else</source>
        <translation>所有被提议为同一人的结果都是别人</translation>
    </message>
    <message>
        <source>Unsure: the whole group</source>
        <translation>不确定：整组</translation>
    </message>
    <message>
        <source>Of all hits that are proposed to show the same person it cannot be told</source>
        <translation>所有被提议为同一人的结果都无法判断</translation>
    </message>
    <message>
        <source>Withdraw for the whole group</source>
        <translation>撤回整组的判定</translation>
    </message>
    <message>
        <source>Take the decisions back on all hits that are proposed to show the same person</source>
        <translation>撤回对所有被提议为同一人的结果的判定</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>书签(&amp;B)</translation>
    </message>
    <message>
        <source>Put a bookmark on the passage, or take it off</source>
        <translation>为片段添加或移除书签</translation>
    </message>
    <message>
        <source>Re&amp;viewed</source>
        <translation>已查看(&amp;V)</translation>
    </message>
    <message>
        <source>Note that the passage was looked at, or that it was not</source>
        <translation>标记片段已查看或未查看</translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation>备注(&amp;O)…</translation>
    </message>
    <message>
        <source>Write down why, or what else is to be seen</source>
        <translation>写下原因或其他所见</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>撤消(&amp;N)</translation>
    </message>
    <message>
        <source>Take back what was decided or saved last</source>
        <translation>撤消最近的判定或保存</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>重做(&amp;D)</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>重做已撤消的操作</translation>
    </message>
    <message>
        <source>Write a &amp;report…</source>
        <translation>生成报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Matches or hits as HTML, PDF, CSV and JSON, to hand in</source>
        <translation>将匹配或结果写成 HTML、PDF、CSV 和 JSON，以便提交</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的案件(&amp;R)</translation>
    </message>
    <message>
        <source>In the grid and the query box</source>
        <translation>在结果网格和描述框中</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Search, or open the hit or the footage, as a double click does</source>
        <translation>搜索，或打开结果或影像（与双击相同）</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Play the hit in its card or row, or stop that</source>
        <translation>在卡片或行中播放结果，或停止播放</translation>
    </message>
    <message>
        <source>arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move among the hits</source>
        <translation>在结果之间移动</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>上、下</translation>
    </message>
    <message>
        <source>Searches of before, in the query box</source>
        <translation>在描述框中调出以往的搜索</translation>
    </message>
    <message>
        <source> &amp;nbsp;or&amp;nbsp; </source>
        <translation> &amp;nbsp;或&amp;nbsp; </translation>
    </message>
    <message>
        <source>What the others of the team do is not seen at the moment</source>
        <translation>目前看不到团队其他人所做的事</translation>
    </message>
    <message>
        <source>The decisions could not be read</source>
        <translation>无法读取判定</translation>
    </message>
    <message>
        <source>Stored, but another case&apos;s decision counts</source>
        <translation>已存储，但另一案件的判定有效</translation>
    </message>
    <message>
        <source>The decision was not stored</source>
        <translation>判定未保存</translation>
    </message>
    <message>
        <source>The decision was not taken back</source>
        <translation>判定未撤回</translation>
    </message>
    <message>
        <source>Write what is to be seen, not who it is: clothes, colours, what is carried. The sentence goes into the log; with others it teaches the model what words mean in this footage. It decides nothing.</source>
        <translation>请用英文写看得见的内容，而不是此人是谁：衣着、颜色、携带的物品。这句话会记入日志；与其他描述一起，让模型学会这些词在本案影像中的含义。它不作任何判定。</translation>
    </message>
    <message>
        <source>Enter stores and shows the next · PgDn skips · PgUp goes back · an empty sentence withdraws</source>
        <translation>Enter 保存并显示下一个 · PgDn 跳过 · PgUp 返回上一个 · 空句子表示撤回</translation>
    </message>
    <message>
        <source>Every passage is described. PgUp goes back to one; the pairs can be written.</source>
        <translation>所有片段都已标注描述。按 PgUp 可返回查看；现在可以写出图文对。</translation>
    </message>
    <message>
        <source>There are no passages to describe yet.</source>
        <translation>还没有可供描述的片段。</translation>
    </message>
    <message numerus="yes">
        <source>{described:,} of %n passage(s) described</source>
        <translation>
            <numerusform>已描述 {described:,} 个片段，共 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage {number}</source>
        <translation>片段 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n 组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n description(s)</source>
        <translation>
            <numerusform>%n 条描述</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to {folder}: {pictures} of {passages} in {groups}, with {descriptions}. They are pictures of people out of the case: keep the folder as you keep the case.</source>
        <translation>已写入 {folder}：{passages}的{pictures}，分为{groups}，附{descriptions}。这些是本案件中人员的截图：请像保管案件一样保管该文件夹。</translation>
    </message>
    <message>
        <source>Accepted: the new model is better on what was held out, and no worse elsewhere.</source>
        <translation>已接受：新模型在留出的数据上更好，在其他方面也没有变差。</translation>
    </message>
    <message>
        <source>It lies in {folder}. “Add it” takes it in; the page of models changes the case to it.</source>
        <translation>新模型位于 {folder}。点击“添加此模型”将其加入本机；在“模型”页面可让案件改用它。</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>未接受。{reason}</translation>
    </message>
    <message>
        <source>No model was written; go on with the one there is.</source>
        <translation>没有写出新模型；请继续使用现有模型。</translation>
    </message>
    <message>
        <source>Groups learnt from: {number}</source>
        <translation>用于学习的组数：{number}</translation>
    </message>
    <message>
        <source>Gain on groups that were held out: {gain}</source>
        <translation>在留出组上的提升：{gain}</translation>
    </message>
    <message numerus="yes">
        <source>Gain on %n rendered people: {gain}</source>
        <translation>
            <numerusform>在 %n 个渲染人物上的变化：{gain}</numerusform>
        </translation>
    </message>
    <message>
        <source>Descriptions dealt out at random would fit as well {share} of the time</source>
        <translation>随机分配的描述有 {share} 的可能同样相符</translation>
    </message>
    <message>
        <source>Share of what was learnt that was kept: {share}</source>
        <translation>所学内容中保留的比例：{share}</translation>
    </message>
    <message>
        <source>The footage was not taken out</source>
        <translation>影像未取出</translation>
    </message>
    <message>
        <source>The folder was not looked through</source>
        <translation>未能在文件夹中查找</translation>
    </message>
    <message>
        <source>The footage was not added</source>
        <translation>影像未添加</translation>
    </message>
    <message>
        <source>The report was not written</source>
        <translation>报告未生成</translation>
    </message>
    <message>
        <source>{name} was not written</source>
        <translation>{name} 未写入</translation>
    </message>
    <message>
        <source>The model was not added</source>
        <translation>模型未添加</translation>
    </message>
    <message>
        <source>Its files are deleted from this machine. Cases that were indexed with it can be searched when it is added again as it was.</source>
        <translation>将从本机删除该模型的文件。用它建立索引的案件，要在原样重新添加该模型之后才能搜索。</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>移除 {name}？</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>The vectors of the model used before are deleted. There is no way back to it but embedding anew.</source>
        <translation>将删除之前所用模型的向量。之后若要改回，只能重新计算向量。</translation>
    </message>
    <message>
        <source>Drop the model before?</source>
        <translation>删除之前的模型？</translation>
    </message>
    <message>
        <source>Drop its vectors</source>
        <translation>删除其向量</translation>
    </message>
    <message>
        <source>What was embedded for it is deleted; the case stays with the model that it uses.</source>
        <translation>将删除为它计算的向量；案件继续使用当前的模型。</translation>
    </message>
    <message>
        <source>Give up the change?</source>
        <translation>放弃更换？</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>There is no log: this user has no folder in which the program could keep one.</source>
        <translation>没有日志：该用户没有可供程序存放日志的文件夹。</translation>
    </message>
    <message>
        <source>The program&apos;s log lies in {folder}</source>
        <translation>程序日志位于 {folder}</translation>
    </message>
    <message>
        <source>There is no report of an error.</source>
        <translation>没有错误报告。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>The main picture&apos;s footage has nothing of that time. Mark where the clip begins (I) and ends (O), or make another picture the main one.</source>
        <translation>主画面的影像中没有该时段的内容。请标记剪辑的起点（I）和终点（O），或将其他画面设为主画面。</translation>
    </message>
    <message>
        <source>Mark where the clip begins (I) or ends (O) first: this is footage, and no passage of it.</source>
        <translation>请先标记剪辑的起点（I）或终点（O）：这里显示的是影像本身，而不是其中的片段。</translation>
    </message>
    <message>
        <source>This is the clip that comes with the program; nobody in it exists. Try: woman in a red coat</source>
        <translation>这是程序自带的短片，其中的人都是虚构的。试试：woman in a red coat</translation>
    </message>
    <message>
        <source>A note is about one hit: go to it with Tab first.</source>
        <translation>备注只针对一个结果：请先用 Tab 键移到该结果。</translation>
    </message>
    <message>
        <source>Add a folder of videos or frames</source>
        <translation>添加视频或帧的文件夹</translation>
    </message>
    <message>
        <source>Add a folder of people already cut out</source>
        <translation>添加人员截图文件夹</translation>
    </message>
    <message>
        <source>Find moved footage in a folder</source>
        <translation>在文件夹中重新定位影像</translation>
    </message>
    <message>
        <source>Save this frame</source>
        <translation>保存此帧</translation>
    </message>
    <message>
        <source>Export the clip</source>
        <translation>导出剪辑</translation>
    </message>
    <message>
        <source>Save the coverage</source>
        <translation>保存覆盖情况</translation>
    </message>
    <message>
        <source>Folder for the pairs</source>
        <translation>图文对文件夹</translation>
    </message>
    <message>
        <source>Folder to train in</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>第三方许可</translation>
    </message>
    <message>
        <source>About CPCL Desktop</source>
        <translation>关于 CPCL Desktop</translation>
    </message>
    <message>
        <source>The camera of {name}</source>
        <translation>{name} 的摄像机</translation>
    </message>
    <message numerus="yes">
        <source>The camera of %n source(s)</source>
        <translation>
            <numerusform>%n 个影像源的摄像机</numerusform>
        </translation>
    </message>
    <message>
        <source>Name of the camera</source>
        <translation>摄像机名称</translation>
    </message>
    <message numerus="yes">
        <source>For all %n source(s) that are of the same camera</source>
        <translation>
            <numerusform>对同一台摄像机的全部 %n 个影像源</numerusform>
        </translation>
    </message>
    <message>
        <source>Footage of one name is of one camera. Filters, the timeline, groups and likely persons go by it; clocks stay as they are. The log keeps what it was called before.</source>
        <translation>名称相同的影像属于同一台摄像机。筛选条件、时间线、分组和可能的同一人均以此为准；时钟保持不变。日志会保留之前的名称。</translation>
    </message>
    <message>
        <source>begins later</source>
        <translation>此后才开始</translation>
    </message>
    <message>
        <source>ended before</source>
        <translation>此前已结束</translation>
    </message>
    <message>
        <source>could not be read at this time</source>
        <translation>此时刻无法读取</translation>
    </message>
    <message>
        <source>no clock is known, so it cannot be put in step</source>
        <translation>录像机时钟未知，无法同步显示</translation>
    </message>
    <message>
        <source>only one of the clocks has a time zone, so it cannot be put in step</source>
        <translation>两个时钟中只有一个有时区，无法同步显示</translation>
    </message>
    <message>
        <source>Other cameras</source>
        <translation>其他摄像机</translation>
    </message>
    <message numerus="yes">
        <source>These show the same corrected time, as far as their clocks are right. At most %n.</source>
        <translation>
            <numerusform>在时钟准确的前提下，以下影像源显示同一校正时间。最多 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources to be shown beside this one</source>
        <translation>要并列显示的影像源</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen: that is more than there is room for.</source>
        <translation>
            <numerusform>已选 %n 个，超出了可显示的数量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen.</source>
        <translation>
            <numerusform>已选 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>shows this moment</source>
        <translation>有此时刻的画面</translation>
    </message>
    <message>
        <source>{state}, ± {doubt} s</source>
        <translation>{state}，± {doubt} 秒</translation>
    </message>
    <message>
        <source>CPCL cases</source>
        <translation>CPCL 案件</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Footage is being added</source>
        <translation>正在添加影像</translation>
    </message>
    <message>
        <source>Footage is still being added to this case.</source>
        <translation>仍在向本案件添加影像。</translation>
    </message>
    <message>
        <source>If you stop, everything found so far is kept, and you can go on later.</source>
        <translation>如果停止，目前找到的内容都会保留，之后可以继续。</translation>
    </message>
    <message>
        <source>Stop adding</source>
        <translation>停止添加</translation>
    </message>
    <message>
        <source>Cases are being merged</source>
        <translation>正在合并案件</translation>
    </message>
    <message>
        <source>Other cases are still being merged into this one.</source>
        <translation>仍在将其他案件合并到此案件中。</translation>
    </message>
    <message>
        <source>If you stop, everything merged so far is kept; merge the same cases again, and it goes on from there.</source>
        <translation>如果停止，已合并的内容均会保留；再次合并相同的案件即可从那里继续。</translation>
    </message>
    <message>
        <source>Stop merging</source>
        <translation>停止合并</translation>
    </message>
    <message>
        <source>A model is being trained</source>
        <translation>正在训练模型</translation>
    </message>
    <message>
        <source>A model is still being trained on this case.</source>
        <translation>仍在用本案件训练模型。</translation>
    </message>
    <message>
        <source>If you stop, nothing of it is kept but the pairs that were written; training starts anew.</source>
        <translation>如果停止，只保留已写出的图文对；下次将重新开始训练。</translation>
    </message>
    <message>
        <source>Stop training</source>
        <translation>停止训练</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>添加视频</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Example image</source>
        <translation>示例图像</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Open case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>Merge cases into this one</source>
        <translation>把其他案件并入此案件</translation>
    </message>
    <message>
        <source>Cases to be searched together</source>
        <translation>要一起搜索的案件</translation>
    </message>
    <message>
        <source>Case {date}</source>
        <translation>案件 {date}</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <source>CPCL sample</source>
        <translation>CPCL 示例</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation>报告文件夹</translation>
    </message>
    <message>
        <source>Save the search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <source>Name of the saved search:</source>
        <translation>已存搜索的名称：</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Name of the label on key {digit}, such as “Suspect A”:</source>
        <translation>{digit} 键上标签的名称，例如“嫌疑人甲”：</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Nothing is known of its clock.</source>
        <translation>其时钟未知。</translation>
    </message>
    <message>
        <source>Its clock was stated by somebody.</source>
        <translation>其时钟由人工设定。</translation>
    </message>
    <message>
        <source>Its clock is that of the pictures&apos; EXIF data.</source>
        <translation>其时钟取自图片的 EXIF 数据。</translation>
    </message>
    <message>
        <source>Its clock is the recorder&apos;s own, frame by frame.</source>
        <translation>其时钟为录像机逐帧记录的时钟。</translation>
    </message>
    <message>
        <source>Its clock is read from the file&apos;s name.</source>
        <translation>其时钟由文件名读出。</translation>
    </message>
    <message>
        <source>Its clock is what the file says of itself.</source>
        <translation>其时钟取自文件自身的记录。</translation>
    </message>
    <message>
        <source>The clock of {name}</source>
        <translation>{name} 的时钟</translation>
    </message>
    <message>
        <source>{seconds}, unless you know</source>
        <translation>{seconds}，除非您确知</translation>
    </message>
    <message numerus="yes">
        <source>Zone, offset and doubt hold for all %n source(s) of camera {camera}</source>
        <translation>
            <numerusform>时区、偏差和误差适用于摄像机 {camera} 的全部 %n 个影像源</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}” is no number of seconds for the offset. Nothing was changed.</source>
        <translation>“{text}”不是偏差的秒数。未作任何更改。</translation>
    </message>
    <message>
        <source>“{text}” is no number of seconds for the doubt. Nothing was changed.</source>
        <translation>“{text}”不是误差的秒数。未作任何更改。</translation>
    </message>
    <message>
        <source>Its time at the first frame</source>
        <translation>第一帧时的录像机时间</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Seconds to add to its time</source>
        <translation>应加到其时间上的秒数</translation>
    </message>
    <message>
        <source>May be off by, in seconds</source>
        <translation>可能的误差（秒）</translation>
    </message>
    <message>
        <source>{known} What you state goes into the log, with what was known before.</source>
        <translation>{known}您设定的内容连同此前所知都会写入日志。</translation>
    </message>
    <message>
        <source>Report of an error</source>
        <translation>错误报告</translation>
    </message>
    <message>
        <source>The program met an error that it did not foresee, and kept this report on this machine. Nothing of it was sent anywhere. Paths, names of files and your name are replaced; it may still hold words that you typed. Read it, remove what nobody should see, and give it to whoever looks after this program, if you like.</source>
        <translation>程序遇到了未预料到的错误，并在本机保存了这份报告，没有发送到任何地方。其中的路径、文件名和您的姓名已被替换，但仍可能含有您输入过的文字。请阅读，删去不应让人看到的内容；如果愿意，可以交给维护本程序的人。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Delete the report</source>
        <translation>删除报告</translation>
    </message>
    <message>
        <source>{path} could not be written ({why}). The report is kept as it was.</source>
        <translation>无法写入 {path}（{why}）。报告保持原样。</translation>
    </message>
    <message>
        <source>The report was not saved</source>
        <translation>报告未保存</translation>
    </message>
    <message>
        <source>It could not be deleted ({why}); it is kept.</source>
        <translation>无法删除（{why}）；报告仍保留。</translation>
    </message>
    <message>
        <source>The report was not deleted</source>
        <translation>报告未删除</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>{kind} file</source>
        <translation>{kind} 文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Same person as in a later passage</source>
        <translation>与之后片段中的是同一人</translation>
    </message>
    <message>
        <source>In which of these is the person of passage {times} seen again? It becomes part of that passage, with what was decided last about either. Undo takes that back.</source>
        <translation>片段 {times} 中的人在下列哪一个片段中再次出现？所选片段将并入该片段，两者中最后作出的判定有效。可以撤销。</translation>
    </message>
    <message>
        <source>Later passages of this footage</source>
        <translation>该影像中之后的片段</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>同一人</translation>
    </message>
    <message>
        <source>{times}, {gap} later</source>
        <translation>{times}，{gap}后</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Two labels cannot have one name: they could not be told apart.</source>
        <translation>两个标签不能同名，否则无法区分。</translation>
    </message>
    <message>
        <source>One key cannot give two labels.</source>
        <translation>一个键不能对应两个标签。</translation>
    </message>
    <message>
        <source>Key {digit}</source>
        <translation>{digit} 键</translation>
    </message>
    <message>
        <source>A key gives its label to the hits chosen, or takes it off; with Alt, to the whole group. All of it goes into the log. An empty name takes a label away; undo brings it back, with the passages that had it.</source>
        <translation>按键把它的标签给选中的结果，或取下；加 Alt 则针对整组。全部记入日志。名称留空即移除标签；撤销会连同原来有它的片段一起恢复。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>Looking at {title}</source>
        <translation>查看 {title}</translation>
    </message>
    <message>
        <source>Progress of looking at {title}</source>
        <translation>检查{title}的进度</translation>
    </message>
    <message>
        <source>Stop looking at {title}</source>
        <translation>停止检查{title}</translation>
    </message>
    <message>
        <source>It starts when what is under way is done.</source>
        <translation>正在进行的工作完成后开始。</translation>
    </message>
    <message>
        <source>Stop; what was found so far is shown</source>
        <translation>停止；已有的检查结果会显示出来</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>What this machine has of what the program needs. The golden test reads and searches a clip that comes with the program, and compares what comes out with what must. Nothing here names people, cases or footage.</source>
        <translation>本机具备程序所需的哪些条件。基准测试会读取并搜索程序自带的一段影像，把得到的结果与应有的结果比较。这里的内容不含任何人名、案件名或影像名。</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Look at everything anew</source>
        <translation>全部重新检查一遍</translation>
    </message>
    <message>
        <source>Golden test</source>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>Prove this installation by a clip whose results are known</source>
        <translation>用一段结果已知的影像验证本次安装</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Put all findings on the clipboard</source>
        <translation>把全部检查结果放到剪贴板</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>保存为 JSON…</translation>
    </message>
    <message>
        <source>Write all findings for programs</source>
        <translation>把全部检查结果写成供程序读取的文件</translation>
    </message>
    <message>
        <source>Save the findings</source>
        <translation>保存检查结果</translation>
    </message>
    <message>
        <source>The findings were not saved</source>
        <translation>检查结果没有保存</translation>
    </message>
    <message>
        <source>The machine could not be looked at</source>
        <translation>无法检查本机</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Qt {version} on {platform}; screens: {screens}</source>
        <translation>Qt {version}，平台 {platform}；屏幕：{screens}</translation>
    </message>
    <message>
        <source>The cases are merged</source>
        <translation>案件已合并</translation>
    </message>
    <message>
        <source>What came of merging</source>
        <translation>合并的结果</translation>
    </message>
    <message>
        <source>Something went wrong that this program did not foresee. What was committed to the case is kept. Copy the details for whoever looks after this program.</source>
        <translation>发生了本程序未预料到的错误。已写入案件的内容会保留。请复制详细信息交给维护本程序的人员。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Why, or what else is to be seen. It goes into the log and into reports.</source>
        <translation>理由，或还能看到什么。备注会写入日志和报告。</translation>
    </message>
    <message>
        <source>Ctrl+Enter stores it.</source>
        <translation>按 Ctrl+Enter 保存。</translation>
    </message>
    <message>
        <source>Nothing is decided about this passage yet. With the note goes the decision:</source>
        <translation>此片段尚未判定。备注将随以下判定一并保存：</translation>
    </message>
    <message>
        <source>The note is not stored yet.</source>
        <translation>备注尚未保存。</translation>
    </message>
    <message>
        <source>Save it, throw it away, or go on writing?</source>
        <translation>保存、放弃，还是继续编写？</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>请继续输入</translation>
    </message>
    <message>
        <source>Purpose and authority</source>
        <translation>目的与授权</translation>
    </message>
    <message>
        <source>why: what is looked for, and in which matter</source>
        <translation>为何：查找什么，因何事项</translation>
    </message>
    <message>
        <source>by whose order: a file number, a court order</source>
        <translation>依何授权：案号、法院命令</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Both go into every entry of the case&apos;s log until the case is closed.</source>
        <translation>在案件关闭之前，两者都会写入案件日志的每条记录。</translation>
    </message>
    <message>
        <source>The policy of this machine asks for a purpose before a case is worked in.</source>
        <translation>本机策略要求在处理案件之前说明目的。</translation>
    </message>
    <message>
        <source>What is not ticked stays off the items&apos; pages, and the report says so. Its pages on searches, sources and the log, and hits.csv, report.json and log.json, hold everything: by them the report is checked.</source>
        <translation>未勾选的内容不出现在各条目的页面上，报告会注明这一点。报告中关于搜索、影像源和日志的页面，以及 hits.csv、report.json 和 log.json 仍包含全部内容：校验报告要依据它们。</translation>
    </message>
    <message>
        <source>The likely person that is chosen: all passages</source>
        <translation>所选的可能的同一人：全部片段</translation>
    </message>
    <message>
        <source>Grouped by looks, time and place: a proposal to be checked, never an identification</source>
        <translation>按外观、时间和地点分组：是有待核对的提议，绝不是身份认定</translation>
    </message>
    <message>
        <source>Description of who was looked for</source>
        <translation>对所找人员的描述</translation>
    </message>
    <message>
        <source>Notes to decisions</source>
        <translation>判定的备注</translation>
    </message>
    <message>
        <source>Ranks and scores of searches</source>
        <translation>搜索中的名次和分数</translation>
    </message>
    <message>
        <source>Where the footage lies</source>
        <translation>影像所在位置</translation>
    </message>
    <message>
        <source>Recorder and corrected time</source>
        <translation>录像机时间和校正后时间</translation>
    </message>
    <message>
        <source>The box in the frame</source>
        <translation>帧中的方框</translation>
    </message>
    <message>
        <source>Numbers within the case</source>
        <translation>案件内的编号</translation>
    </message>
    <message>
        <source>Further pictures of the passage</source>
        <translation>片段的其他截图</translation>
    </message>
    <message numerus="yes">
        <source>The %n selected hit(s): a report holds {most} at most</source>
        <translation>
            <numerusform>所选的 %n 个结果：报告最多容纳 {most} 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n selected hit(s)</source>
        <translation>
            <numerusform>所选的 %n 个结果</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>{caveat} The report says so, too.</source>
        <translation>{caveat}报告中也会说明这一点。</translation>
    </message>
    <message>
        <source>These passages:</source>
        <translation>这些片段：</translation>
    </message>
    <message>
        <source>no search at present</source>
        <translation>当前没有搜索</translation>
    </message>
    <message>
        <source>The first hits of the search: {search}</source>
        <translation>搜索的前几个结果：{search}</translation>
    </message>
    <message>
        <source>Most hits</source>
        <translation>结果数上限</translation>
    </message>
    <message>
        <source>at most </source>
        <comment>{number}</comment>
        <translation>最多 </translation>
    </message>
    <message numerus="yes">
        <source>What was decided to be a match: %n passage(s)</source>
        <translation>
            <numerusform>已判定为匹配的：%n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was decided to be unsure: %n passage(s)</source>
        <translation>
            <numerusform>判定为“不确定”的：%n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What has a bookmark: %n passage(s)</source>
        <translation>
            <numerusform>带书签的：%n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>Which passages</source>
        <translation>哪些片段</translation>
    </message>
    <message>
        <source>A clip of each passage</source>
        <translation>每个片段附一段剪辑</translation>
    </message>
    <message>
        <source> s before and after</source>
        <comment>{number}</comment>
        <translation> 秒（前后各）</translation>
    </message>
    <message>
        <source>Footage before and after a passage in its clip</source>
        <translation>剪辑中片段前后的影像时长</translation>
    </message>
    <message>
        <source>Clips with the box drawn, and the times under the picture</source>
        <translation>剪辑中画出方框，并在画面下方标出时间</translation>
    </message>
    <message>
        <source>Make everyone but the person unrecognisable, in frames and clips</source>
        <translation>在帧和剪辑中使其他人无法辨认</translation>
    </message>
    <message>
        <source>Automatic: look through the result before it is handed out</source>
        <translation>自动处理：交出之前请检查结果</translation>
    </message>
    <message>
        <source>On the items&apos; pages</source>
        <translation>各条目的页面上</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the report&apos;s folder</source>
        <translation>选择报告的文件夹</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>生成报告</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 个条目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n search(es)</source>
        <translation>
            <numerusform>%n 次搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>{items}, from {sources}; with {searches}.</source>
        <translation>{items}，来自{sources}；包含{searches}。</translation>
    </message>
    <message>
        <source>{items}, from {sources}, {time} of clips; with {searches}.</source>
        <translation>{items}，来自{sources}，剪辑共 {time}；包含{searches}。</translation>
    </message>
    <message>
        <source>Items of the report</source>
        <translation>报告的条目</translation>
    </message>
    <message>
        <source>What the report says of the item</source>
        <translation>报告对该条目的说明</translation>
    </message>
    <message>
        <source>The item&apos;s frame as the report would show it</source>
        <translation>报告中该条目的帧</translation>
    </message>
    <message>
        <source>Looking what it would hold…</source>
        <translation>正在查看报告会包含的内容…</translation>
    </message>
    <message>
        <source>Small pictures: {number}</source>
        <translation>小截图：{number}</translation>
    </message>
    <message>
        <source>Decoding its frame…</source>
        <translation>正在解码该帧…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Open several cases together</source>
        <translation>一起打开多个案件</translation>
    </message>
    <message>
        <source>Tick the cases to be searched as one. Nothing is copied or merged; what you decide goes into the case of the hit. Where two have the same footage, it is searched in the upper one.</source>
        <translation>勾选要当作一个来搜索的案件。不复制，也不合并；您的判定记入结果所属的案件。两个案件有相同影像时，在靠上的一个中搜索。</translation>
    </message>
    <message>
        <source>Open together</source>
        <translation>一起打开</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Choose case files that are not in the list</source>
        <translation>选择不在列表中的案件文件</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the selected case up</source>
        <translation>把所选案件上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the selected case down</source>
        <translation>把所选案件下移</translation>
    </message>
    <message>
        <source>Tick two cases or more.</source>
        <translation>请勾选两个或更多案件。</translation>
    </message>
    <message>
        <source>At most {most} hits are handed out at once as stills.</source>
        <translation>一次最多可将 {most} 个结果作为图片交出。</translation>
    </message>
    <message numerus="yes">
        <source>%n still(s) with sidecars written as asked for; the log says so.</source>
        <translation>
            <numerusform>已按要求写出 %n 张带附属文件的图片；日志中有记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>A still was not written</source>
        <translation>图片未能写出</translation>
    </message>
    <message>
        <source>All filters</source>
        <translation>全部筛选条件</translation>
    </message>
    <message>
        <source>Fewer filters</source>
        <translation>收起筛选条件</translation>
    </message>
    <message>
        <source>All others instead</source>
        <translation>改为其余各项</translation>
    </message>
    <message>
        <source>Let through what the ticked values do not</source>
        <translation>放行所勾选的值之外的内容</translation>
    </message>
    <message>
        <source>All but this</source>
        <translation>除此之外</translation>
    </message>
    <message>
        <source>Let through what lies outside of this</source>
        <translation>放行此范围之外的内容</translation>
    </message>
    <message>
        <source>The second is before the first, so this does not count.</source>
        <translation>后一时刻早于前一时刻，因此不起作用。</translation>
    </message>
    <message>
        <source>Left to right</source>
        <translation>从左向右</translation>
    </message>
    <message>
        <source>Right to left</source>
        <translation>从右向左</translation>
    </message>
    <message>
        <source>Towards the camera</source>
        <translation>朝向摄像机</translation>
    </message>
    <message>
        <source>Away from the camera</source>
        <translation>远离摄像机</translation>
    </message>
    <message>
        <source>Stays where they are</source>
        <translation>停留原处</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>With a bookmark</source>
        <translation>有书签</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>from {value}</source>
        <translation>从 {value} 起</translation>
    </message>
    <message>
        <source>up to {value}</source>
        <translation>至 {value}</translation>
    </message>
    <message>
        <source>{name} ({chosen})</source>
        <translation>{name}（{chosen}）</translation>
    </message>
    <message numerus="yes">
        <source>and %n more, which a description can name</source>
        <translation>
            <numerusform>另有 %n 个，可在描述中指明</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back the filter {filter}</source>
        <translation>撤回筛选条件 {filter}</translation>
    </message>
    <message>
        <source>{filter}: not {value}</source>
        <translation>{filter}：除 {value} 外</translation>
    </message>
    <message>
        <source>{filter}: {value}</source>
        <translation>{filter}：{value}</translation>
    </message>
    <message>
        <source>{filter}: all</source>
        <translation>{filter}：全部</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>已选 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>指南页面</translation>
    </message>
    <message>
        <source>User&apos;s guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>搜索指南</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>后退 (Alt+Left)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>前进 (Alt+Right)</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>User&apos;s &amp;guide</source>
        <translation>用户指南(&amp;G)</translation>
    </message>
    <message>
        <source>What to do here, at the page about what has the focus</source>
        <translation>这里该怎么做：打开与当前焦点有关的一页</translation>
    </message>
    <message>
        <source>&amp;Try it on the sample</source>
        <translation>用示例试用(&amp;T)</translation>
    </message>
    <message>
        <source>Open a case of the clip that comes with the program; it is made in your documents</source>
        <translation>打开用程序自带短片建立的案件；它建在您的文档文件夹中</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>All shortcuts on one sheet</source>
        <translation>在一页上列出所有快捷键</translation>
    </message>
    <message>
        <source>This &amp;machine…</source>
        <translation>本机(&amp;M)…</translation>
    </message>
    <message>
        <source>What this machine has of what the program needs; prove this installation by the golden test</source>
        <translation>本机具备程序所需的哪些条件；用基准测试验证本次安装</translation>
    </message>
    <message>
        <source>Show the program&apos;s &amp;log</source>
        <translation>显示程序日志(&amp;L)</translation>
    </message>
    <message>
        <source>Open the folder of what the program noted of itself; nothing of any case is in it</source>
        <translation>打开存放程序自身记录的文件夹；其中没有任何案件的内容</translation>
    </message>
    <message>
        <source>Show the report of an &amp;error</source>
        <translation>显示错误报告(&amp;E)</translation>
    </message>
    <message>
        <source>Read what was kept of an error that nobody foresaw; nothing is sent</source>
        <translation>阅读为未预料到的错误留下的记录；不会发送任何内容</translation>
    </message>
    <message>
        <source>Look for a new &amp;version</source>
        <translation>查找新版本(&amp;V)</translation>
    </message>
    <message>
        <source>Ask once whether there is one, at the address that this machine names</source>
        <translation>向本机指定的地址询问一次是否有新版本</translation>
    </message>
    <message>
        <source>&amp;About CPCL Desktop</source>
        <translation>关于 CPCL Desktop(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>Label of the key</source>
        <translation>该键的标签</translation>
    </message>
    <message>
        <source>Give the key&apos;s label to the hits, or take it off; a new key asks for a name</source>
        <translation>把该键的标签给结果，或取下；新的键会询问名称</translation>
    </message>
    <message>
        <source>Label of the key: the whole group</source>
        <translation>该键的标签：整组</translation>
    </message>
    <message>
        <source>The same for all hits that are proposed to show the same person</source>
        <translation>对被提议为同一人的全部结果同样操作</translation>
    </message>
    <message>
        <source>&amp;Names and keys…</source>
        <translation>名称和按键(&amp;N)…</translation>
    </message>
    <message>
        <source>Name labels, say which key gives which, take one away</source>
        <translation>为标签命名，指定按键，或移除标签</translation>
    </message>
    <message>
        <source>New label on key {digit}…</source>
        <translation>在 {digit} 键上新建标签…</translation>
    </message>
    <message>
        <source>New label on key {digit}, for the whole group…</source>
        <translation>在 {digit} 键上为整组新建标签…</translation>
    </message>
    <message>
        <source>{label}: the whole group</source>
        <translation>{label}：整组</translation>
    </message>
    <message numerus="yes">
        <source>Label {label}: given to %n hit(s).</source>
        <translation>
            <numerusform>标签 {label}：已给 %n 个结果。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label {label}: taken off %n hit(s).</source>
        <translation>
            <numerusform>标签 {label}：已从 %n 个结果取下。</numerusform>
        </translation>
    </message>
    <message>
        <source>label {label}</source>
        <translation>标签 {label}</translation>
    </message>
    <message>
        <source>The label was not changed</source>
        <translation>标签未更改</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>正在解码</translation>
    </message>
    <message>
        <source>Looking at the footage</source>
        <translation>正在查看影像</translation>
    </message>
    <message>
        <source>Letting go of the footage</source>
        <translation>正在释放影像</translation>
    </message>
    <message>
        <source>Writing the pairs</source>
        <translation>正在写入图文对</translation>
    </message>
    <message>
        <source>{folder} could not be made ({why}); nothing was written.</source>
        <translation>无法创建 {folder}（{why}）；没有写入任何内容。</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>the golden test</source>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>{path} cannot be reached ({why}). Is its drive there?</source>
        <translation>无法访问 {path}（{why}）。其所在的驱动器是否已连接？</translation>
    </message>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} 已不在原处。</translation>
    </message>
    <message>
        <source>Looking through {folder}</source>
        <translation>正在 {folder} 中查找</translation>
    </message>
    <message>
        <source>Opening the models</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>第 {number} 个，共 {total} 个</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>正在查找模型</translation>
    </message>
    <message>
        <source>Adding {name}</source>
        <translation>正在添加 {name}</translation>
    </message>
    <message>
        <source>Looking what can be downloaded</source>
        <translation>正在查看可以下载什么</translation>
    </message>
    <message>
        <source>models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>正在移除 {name}</translation>
    </message>
    <message>
        <source>Choosing {name}</source>
        <translation>正在选择 {name}</translation>
    </message>
    <message>
        <source>Looking for a new version</source>
        <translation>正在查找新版本</translation>
    </message>
    <message>
        <source>This is done in one case at a time; nothing was changed. Open that case by itself.</source>
        <translation>此操作一次只能在一个案件中进行；没有做任何更改。请单独打开该案件。</translation>
    </message>
    <message>
        <source>Somebody decided about persons since, in another window or by a command; so this was not taken back. What was decided last is undone first.</source>
        <translation>此后有人在另一窗口或用命令对人员做过判定，因此没有撤回这一项。请先撤销最近的判定。</translation>
    </message>
    <message>
        <source>Choosing pictures</source>
        <translation>正在选择截图</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Opening the detector</source>
        <translation>正在打开检测器</translation>
    </message>
    <message>
        <source>Opening the model</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>Checking the database</source>
        <translation>正在校验数据库</translation>
    </message>
    <message>
        <source>Measuring the model</source>
        <translation>正在测量模型</translation>
    </message>
    <message>
        <source>No model was named; the case is as it was.</source>
        <translation>没有指定模型；案件保持原样。</translation>
    </message>
    <message>
        <source>The case uses the model {model} now; the vectors of {before} are kept.</source>
        <translation>案件现在使用模型 {model}；{before} 的向量仍保留。</translation>
    </message>
    <message>
        <source>The case uses the model {model} again; the vectors of {before} are kept.</source>
        <translation>案件重新使用模型 {model}；{before} 的向量仍保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n vector(s) kept of the model {name} deleted.</source>
        <translation>
            <numerusform>已删除为模型 {name} 保留的 %n 个向量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The change to the model {name} was given up; its %n vector(s) were deleted.</source>
        <translation>
            <numerusform>已放弃更换为模型 {name}；其 %n 个向量已删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>checking the footage</source>
        <translation>校验影像</translation>
    </message>
    <message>
        <source>writing pictures</source>
        <translation>写入截图</translation>
    </message>
    <message>
        <source>looking for people</source>
        <translation>查找人员</translation>
    </message>
    <message>
        <source>cutting a clip</source>
        <translation>截取剪辑</translation>
    </message>
    <message>
        <source>writing the PDF</source>
        <translation>写入 PDF</translation>
    </message>
    <message>
        <source>hashing the files</source>
        <translation>计算文件哈希值</translation>
    </message>
    <message>
        <source>Report: opening the models</source>
        <translation>报告：正在打开模型</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>剪辑</translation>
    </message>
    <message>
        <source>{what}: {doing}</source>
        <translation>{what}：{doing}</translation>
    </message>
    <message>
        <source>A saved search lies in one case, and this one names passages, footage or cases of several; nothing was saved. Take these out of it, or search that case by itself.</source>
        <translation>已存搜索只属于一个案件，而这个搜索涉及多个案件的片段、影像或案件；未保存任何内容。请去掉这些，或单独搜索该案件。</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>正在判定</translation>
    </message>
    <message>
        <source>likely persons</source>
        <translation>可能的同一人</translation>
    </message>
    <message>
        <source>a decision about persons</source>
        <translation>关于人员的判定</translation>
    </message>
    <message>
        <source>taking back a decision</source>
        <translation>撤回判定</translation>
    </message>
    <message>
        <source>Looking at the coverage</source>
        <translation>正在查看覆盖情况</translation>
    </message>
    <message>
        <source>Looking at the log</source>
        <translation>正在查看日志</translation>
    </message>
    <message>
        <source>Reading the log</source>
        <translation>正在读取日志</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>a preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>a frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Looking at the models</source>
        <translation>正在查看模型</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>the case&apos;s model</source>
        <translation>案件的模型</translation>
    </message>
    <message>
        <source>Looking at the passages</source>
        <translation>正在查看片段</translation>
    </message>
    <message>
        <source>Describing</source>
        <translation>正在描述</translation>
    </message>
    <message>
        <source>the pairs</source>
        <translation>图文对</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The trainer is not installed beside this program. Install it into the same environment, which takes PyTorch: pip install &apos;cpcl-desktop[train]&apos;. The pairs that were written can be trained on elsewhere, too: cpcl-train adapt MODEL FOLDER --out BUNDLE.</source>
        <translation>本程序旁未安装训练程序。请安装到同一环境（需要 PyTorch）：pip install &apos;cpcl-desktop[train]&apos;。已写出的图文对也可以在别处训练：cpcl-train adapt MODEL FOLDER --out BUNDLE。</translation>
    </message>
    <message>
        <source>Starting the trainer</source>
        <translation>正在启动训练程序</translation>
    </message>
    <message>
        <source>{program} could not be started ({why}).</source>
        <translation>无法启动 {program}（{why}）。</translation>
    </message>
    <message>
        <source>Training: {line}</source>
        <translation>训练：{line}</translation>
    </message>
    <message>
        <source>it ended with status {status}</source>
        <translation>它以状态 {status} 结束。</translation>
    </message>
    <message>
        <source>The trainer gave no verdict: {words} The pairs that were written are kept.</source>
        <translation>训练程序没有给出结论：{words} 已写出的图文对会保留。</translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} 等，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for footage</source>
        <translation>正在查找影像</translation>
    </message>
    <message>
        <source>Opening the case</source>
        <translation>正在打开案件</translation>
    </message>
    <message>
        <source>Looking at the case</source>
        <translation>正在查看案件</translation>
    </message>
    <message>
        <source>Looking for the footage</source>
        <translation>正在查找影像</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Getting ready to search</source>
        <translation>正在准备搜索</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在计数</translation>
    </message>
    <message>
        <source>Laying out the timeline</source>
        <translation>正在排布时间线</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>Loading the saved searches</source>
        <translation>正在加载已存搜索</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Changing a saved search</source>
        <translation>正在更改已存搜索</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>Taking out {name}</source>
        <translation>正在取出 {name}</translation>
    </message>
    <message>
        <source>Stating the clock</source>
        <translation>正在设定时钟</translation>
    </message>
    <message>
        <source>Naming the camera</source>
        <translation>正在命名摄像机</translation>
    </message>
    <message>
        <source>Dividing a passage</source>
        <translation>正在分开片段</translation>
    </message>
    <message>
        <source>Joining passages</source>
        <translation>正在合并片段</translation>
    </message>
    <message>
        <source>Unfinished footage</source>
        <translation>未读完的影像</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n 个案件</numerusform>
        </translation>
    </message>
    <message>
        <source>Moving to the bin</source>
        <translation>正在移入回收站</translation>
    </message>
    <message>
        <source>Looking at the bin</source>
        <translation>正在查看回收站</translation>
    </message>
    <message>
        <source>Emptying the bin</source>
        <translation>正在清空回收站</translation>
    </message>
    <message>
        <source>Loading pictures</source>
        <translation>正在加载截图</translation>
    </message>
    <message>
        <source>Loading a picture</source>
        <translation>正在加载截图</translation>
    </message>
    <message>
        <source>Loading the passage</source>
        <translation>正在加载片段</translation>
    </message>
    <message>
        <source>Looking for the passage</source>
        <translation>正在查找片段</translation>
    </message>
    <message>
        <source>Looking for later passages</source>
        <translation>正在查找之后的片段</translation>
    </message>
    <message>
        <source>Looking for other cameras</source>
        <translation>正在查找其他摄像机</translation>
    </message>
    <message>
        <source>Noting what was looked at</source>
        <translation>正在记录查看过的内容</translation>
    </message>
    <message>
        <source>Loading the decisions</source>
        <translation>正在加载判定</translation>
    </message>
    <message>
        <source>Looking for decisions</source>
        <translation>正在查找判定</translation>
    </message>
    <message>
        <source>Waiting for what the others of the team do</source>
        <translation>正在等待团队其他人所做的事</translation>
    </message>
    <message>
        <source>Looking for what the others of the team did</source>
        <translation>正在查看团队其他成员做了什么</translation>
    </message>
    <message>
        <source>Grouping the passages</source>
        <translation>正在为片段分组</translation>
    </message>
    <message>
        <source>Loading moments</source>
        <translation>正在加载时刻</translation>
    </message>
    <message>
        <source>Changing a label</source>
        <translation>正在更改标签</translation>
    </message>
    <message>
        <source>the report {name}</source>
        <translation>报告 {name}</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>关闭此提示</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>What decoders are kept from</source>
        <translation>解码器受到的限制</translation>
    </message>
    <message>
        <source>Codings of footage</source>
        <translation>影像的编码格式</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络模型</translation>
    </message>
    <message>
        <source>Finding people</source>
        <translation>人物检测</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>good</source>
        <comment>a state of this machine</comment>
        <translation>良好</translation>
    </message>
    <message>
        <source>worth knowing</source>
        <translation>需留意</translation>
    </message>
    <message>
        <source>fault</source>
        <comment>a state of this machine</comment>
        <translation>故障</translation>
    </message>
    <message>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>libraries</source>
        <translation>程序库</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>hardware</source>
        <translation>硬件</translation>
    </message>
    <message>
        <source>runtime</source>
        <translation>运行库</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>运行设备</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>text</source>
        <comment>what fonts are for</comment>
        <translation>文字</translation>
    </message>
    <message>
        <source>case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>room</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>clip</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>passages</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>结论</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s): something keeps the program from its work, or its results differ.</source>
        <translation>
            <numerusform>%n 项故障：有问题妨碍程序工作，或结果有差异。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing keeps the program from its work; %n thing(s) are worth knowing.</source>
        <translation>
            <numerusform>没有妨碍程序工作的问题；有 %n 项需留意。</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is as it must be.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>The passage was not divided</source>
        <translation>片段未能分开</translation>
    </message>
    <message>
        <source>The passages were not joined</source>
        <translation>片段未能合并</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>已并入</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>此处已有</translation>
    </message>
    <message>
        <source>in place of what was read less far here</source>
        <translation>替换了此处读取较少的影像源</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>recorder&apos;s clock</source>
        <translation>录像机时钟</translation>
    </message>
    <message>
        <source>how far it was read</source>
        <translation>读取程度</translation>
    </message>
    <message>
        <source>bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>how it was read</source>
        <translation>读取方式</translation>
    </message>
    <message>
        <source>one camera now</source>
        <translation>现为同一摄像机</translation>
    </message>
    <message>
        <source>in the bin</source>
        <translation>在回收站中</translation>
    </message>
    <message>
        <source>not in the bin</source>
        <translation>不在回收站中</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>in part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>to its end</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>description</source>
        <comment>of a passage, by somebody</comment>
        <translation>描述标注</translation>
    </message>
    <message>
        <source>decision about persons</source>
        <translation>关于人员的判定</translation>
    </message>
    <message>
        <source>saved search</source>
        <translation>已存搜索</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) taken over.</source>
        <translation>
            <numerusform>并入了 %n 个影像源。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were here already.</source>
        <translation>
            <numerusform>%n 个此处已有。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read less far here were replaced.</source>
        <translation>
            <numerusform>替换了 %n 个此处读取较少的影像源。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decisions, marks, descriptions and searches carried over: {number}.</source>
        <translation>并入的判定、标记、描述标注和已存搜索：{number}。</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) were decided otherwise in several cases.</source>
        <translation>
            <numerusform>%n 个片段在几个案件中的判定不一致。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) could not be carried over whole.</source>
        <translation>
            <numerusform>%n 项未能完整并入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decided otherwise</source>
        <translation>判定不一致</translation>
    </message>
    <message>
        <source>All decisions are kept; what was said last counts.</source>
        <translation>所有判定都会保留；以最后的为准。</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>有效判定</translation>
    </message>
    <message>
        <source>decisions</source>
        <translation>各案件的判定</translation>
    </message>
    <message>
        <source>Cases differ</source>
        <translation>案件之间的差异</translation>
    </message>
    <message>
        <source>source</source>
        <translation>影像源</translation>
    </message>
    <message>
        <source>what</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>kept here</source>
        <translation>此处保留的</translation>
    </message>
    <message>
        <source>in the other case</source>
        <translation>另一案件中的</translation>
    </message>
    <message>
        <source>Labels on other keys</source>
        <translation>按键不同的标签</translation>
    </message>
    <message>
        <source>A key gives one label; Labels → Names and keys… changes which.</source>
        <translation>一个键对应一个标签；可在“标签 → 名称和按键…”中更改。</translation>
    </message>
    <message>
        <source>key there</source>
        <translation>对方的按键</translation>
    </message>
    <message>
        <source>key here</source>
        <translation>此处的按键</translation>
    </message>
    <message>
        <source>Not carried over</source>
        <translation>未并入</translation>
    </message>
    <message>
        <source>The log of the case that it comes from keeps it.</source>
        <translation>其来源案件的日志中仍有记录。</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>影像源</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>What stands here was kept.</source>
        <translation>保留了此案件中的内容。</translation>
    </message>
    <message>
        <source>{sentence} Cameras that are called alike count as one camera now; where they are two, name the sources of one otherwise.</source>
        <translation>{sentence}同名的摄像机现在算作一台摄像机；如果其实是两台，请为其中一台的影像源另起摄像机名称。</translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the log.</source>
        <translation>
            <numerusform>还有 %n 项：见日志。</numerusform>
        </translation>
    </message>
    <message>
        <source>{verdict} ({user}, {time}, {name})</source>
        <translation>{verdict}（{user}，{time}，{name}）</translation>
    </message>
    <message>
        <source>{kind} {number}</source>
        <translation>{kind} {number}</translation>
    </message>
    <message>
        <source>Merging {title}</source>
        <translation>合并 {title}</translation>
    </message>
    <message>
        <source>Progress of merging {title}</source>
        <translation>合并{title}的进度</translation>
    </message>
    <message>
        <source>Stop merging {title}</source>
        <translation>停止合并{title}</translation>
    </message>
    <message>
        <source>Stop; what was merged so far is kept, and the same goes on from there</source>
        <translation>停止；已并入的内容会保留，再次合并时从那里继续</translation>
    </message>
    <message>
        <source>Stopping; what was merged is being stored…</source>
        <translation>正在停止；正在保存已并入的内容…</translation>
    </message>
    <message>
        <source>The cases were not merged</source>
        <translation>案件未合并</translation>
    </message>
    <message>
        <source>describes people</source>
        <translation>描述人员</translation>
    </message>
    <message>
        <source>finds people</source>
        <translation>检测人员</translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>This model has no card: what it was taught, and how good it is, is not known here.</source>
        <translation>此模型没有说明卡：它学过什么、效果如何，这里无从得知。</translation>
    </message>
    <message>
        <source>every file has the hash its manifest gives</source>
        <translation>每个文件的哈希值都与清单一致</translation>
    </message>
    <message>
        <source>Scores of different models cannot be compared. Decisions stay; hits are ranked anew.</source>
        <translation>不同模型的分数不可相互比较。判定保留不变；结果会重新排序。</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message numerus="yes">
        <source>%n number(s) a picture</source>
        <translation>
            <numerusform>每张截图 %n 个数值</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} · for new cases</source>
        <translation>{name} · 用于新案件</translation>
    </message>
    <message>
        <source>{licence} · manifest {hash}</source>
        <translation>{licence} · 清单 {hash}</translation>
    </message>
    <message>
        <source>The open case has no model yet; adding footage begins it with the one for new cases.</source>
        <translation>打开的案件还没有模型；添加影像时将使用为新案件选定的模型。</translation>
    </message>
    <message numerus="yes">
        <source>The open case uses {model}, for %n picture(s).</source>
        <translation>
            <numerusform>打开的案件使用 {model}，共 %n 张截图。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A change to {model} was begun: %n picture(s) are embedded, and searches still go by the model before.</source>
        <translation>
            <numerusform>已开始更换为 {model}：已计算 %n 张截图的向量，搜索仍使用之前的模型。</numerusform>
        </translation>
    </message>
    <message>
        <source>The vectors of {model}, used before, are kept for the way back.</source>
        <translation>之前所用的 {model} 的向量已保留，以便改回。</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>about a second</source>
        <translation>约一秒</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of the case would be embedded with {model}: {time} on this machine, and {size} more in the case&apos;s file.</source>
        <translation>
            <numerusform>将用 {model} 计算案件中 %n 张截图的向量：在本机上需{time}，案件文件增大 {size}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are embedded already.</source>
        <translation>
            <numerusform>其中 %n 张截图的向量已经算好。</numerusform>
        </translation>
    </message>
    <message>
        <source>The vectors kept of {model} go with that.</source>
        <translation>保留的 {model} 的向量会随之删除。</translation>
    </message>
    <message>
        <source>Meanwhile searches go on with {model}. Stopped, the same goes on from there; {model} stays for the way back.</source>
        <translation>在此期间搜索继续使用 {model}。若中途停止，下次从停下处继续；{model} 会保留，以便改回。</translation>
    </message>
    <message>
        <source>{size}, of which {kept} arrived before</source>
        <translation>{size}，其中 {kept} 此前已下载</translation>
    </message>
    <message>
        <source>What it does:</source>
        <translation>用途：</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>大小：</translation>
    </message>
    <message>
        <source>Licence:</source>
        <translation>许可证：</translation>
    </message>
    <message>
        <source>Published:</source>
        <translation>发布于：</translation>
    </message>
    <message>
        <source>Address:</source>
        <translation>地址：</translation>
    </message>
    <message>
        <source>SHA-256:</source>
        <translation>SHA-256：</translation>
    </message>
    <message>
        <source>Nothing can be downloaded.</source>
        <translation>没有可以下载的内容。</translation>
    </message>
    <message>
        <source>{name} is on this machine already.</source>
        <translation>{name} 已在本机上。</translation>
    </message>
    <message>
        <source>Nothing was asked of a network yet. “Download” asks {host}, and the encrypted addresses it refers to, for this one file. They learn this machine&apos;s network address and the program&apos;s version, and nothing of any case. The file is added only if it has this hash.</source>
        <translation>至今没有向网络发出任何请求。“下载”会向 {host} 以及它所指向的加密地址请求这一个文件。对方会得知本机的网络地址和本程序的版本，不会得知任何案件的内容。只有哈希值与此一致的文件才会被添加。</translation>
    </message>
    <message>
        <source>In new footage people are found by motion.</source>
        <translation>在新影像中通过运动检测人员。</translation>
    </message>
    <message>
        <source>In new footage people are found by {detector}.</source>
        <translation>在新影像中由 {detector} 检测人员。</translation>
    </message>
    <message>
        <source>Search, the hits and the player</source>
        <translation>搜索、结果和播放器</translation>
    </message>
    <message>
        <source>&amp;Persons</source>
        <translation>人员(&amp;P)</translation>
    </message>
    <message>
        <source>Who was likely seen more than once: a proposal</source>
        <translation>可能多次出现的人：仅为提议</translation>
    </message>
    <message>
        <source>&amp;Coverage</source>
        <translation>覆盖情况(&amp;C)</translation>
    </message>
    <message>
        <source>What was read and how well: what “not found” means</source>
        <translation>读取了什么、效果如何：“未找到”的含义</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>Who did what with this case, and checking that it is whole</source>
        <translation>谁对此案件做了什么，以及校验其完整性</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>What finds and describes people: add, check, change</source>
        <translation>查找和描述人员的模型：添加、校验、更换</translation>
    </message>
    <message>
        <source>&amp;Describe</source>
        <translation>描述标注(&amp;D)</translation>
    </message>
    <message>
        <source>Passages one by one, with a sentence each, to teach the model</source>
        <translation>逐个片段各写一句描述，用于训练模型</translation>
    </message>
    <message>
        <source>Propose persons ane&amp;w</source>
        <translation>重新提议人员(&amp;W)</translation>
    </message>
    <message>
        <source>Group the passages of the case as they are now</source>
        <translation>按案件现状对片段分组</translation>
    </message>
    <message>
        <source>These are one person</source>
        <translation>这些是同一人</translation>
    </message>
    <message>
        <source>The selected likely persons are one</source>
        <translation>所选的可能人员是同一人</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>是别人</translation>
    </message>
    <message>
        <source>The selected passages do not show this person</source>
        <translation>所选片段中的不是此人</translation>
    </message>
    <message>
        <source>&amp;Name this person</source>
        <translation>为此人命名(&amp;N)</translation>
    </message>
    <message>
        <source>Call the selected likely person by a name</source>
        <translation>给所选的可能人员起名</translation>
    </message>
    <message>
        <source>Copy the sentences</source>
        <translation>复制说明文字</translation>
    </message>
    <message>
        <source>Put what searches cover on the clipboard</source>
        <translation>将搜索的覆盖情况复制到剪贴板</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Write the bars as a picture</source>
        <translation>将条形图写成图片</translation>
    </message>
    <message>
        <source>Write all of it for programs</source>
        <translation>写出全部内容供程序使用</translation>
    </message>
    <message>
        <source>Copy the log&apos;s &amp;head</source>
        <translation>复制日志头(&amp;H)</translation>
    </message>
    <message>
        <source>The number and hash of the last entry: noted elsewhere, they fix all before them</source>
        <translation>最后一条记录的编号和哈希：另行记下后，即可固定之前的全部记录</translation>
    </message>
    <message>
        <source>&amp;Verify the case</source>
        <translation>校验案件(&amp;V)</translation>
    </message>
    <message>
        <source>Check case, log and footage; nothing is written</source>
        <translation>校验案件、日志和影像，不写入任何内容</translation>
    </message>
    <message>
        <source>Check the models</source>
        <translation>校验模型</translation>
    </message>
    <message>
        <source>Compare every file of every model with its hash</source>
        <translation>将每个模型的每个文件与其哈希比较</translation>
    </message>
    <message>
        <source>For new cases</source>
        <translation>用于新案件</translation>
    </message>
    <message>
        <source>Let new cases begin with the selected model</source>
        <translation>让新案件使用所选模型</translation>
    </message>
    <message>
        <source>Remove the model…</source>
        <translation>移除模型…</translation>
    </message>
    <message>
        <source>Delete the selected model from this machine</source>
        <translation>从本机删除所选模型</translation>
    </message>
    <message>
        <source>Use it in this case…</source>
        <translation>用于此案件…</translation>
    </message>
    <message>
        <source>What that takes is shown first; searches go on with the model before</source>
        <translation>先显示所需的工作量，期间搜索仍使用原模型</translation>
    </message>
    <message>
        <source>Back to the model before</source>
        <translation>换回原模型</translation>
    </message>
    <message>
        <source>Let searches use it again</source>
        <translation>让搜索重新使用它</translation>
    </message>
    <message>
        <source>Drop the model before…</source>
        <translation>丢弃原模型…</translation>
    </message>
    <message>
        <source>Delete its vectors; there is no way back then</source>
        <translation>删除其向量，之后无法换回</translation>
    </message>
    <message>
        <source>Give up the change…</source>
        <translation>放弃更换…</translation>
    </message>
    <message>
        <source>Forget a change that was begun</source>
        <translation>放弃已开始的更换</translation>
    </message>
    <message>
        <source>S&amp;kip this passage</source>
        <translation>跳过此片段(&amp;K)</translation>
    </message>
    <message>
        <source>Show the next; nothing is stored</source>
        <translation>显示下一个，不保存任何内容</translation>
    </message>
    <message>
        <source>Write the &amp;pairs…</source>
        <translation>写出图文对(&amp;P)…</translation>
    </message>
    <message>
        <source>Pictures and sentences, as cpcl-train reads them</source>
        <translation>cpcl-train 可读取的图片和句子</translation>
    </message>
    <message>
        <source>&amp;Train on these…</source>
        <translation>用这些训练(&amp;T)…</translation>
    </message>
    <message>
        <source>Write the pairs and train on them; a worse model is refused</source>
        <translation>写出图文对并用其训练，变差的模型会被拒绝</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the hit at {time}</source>
        <translation>打开 {time} 的结果</translation>
    </message>
    <message>
        <source>Back to the hits</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Passage {times}</source>
        <translation>片段 {times}</translation>
    </message>
    <message>
        <source>Done, {time}</source>
        <translation>已完成，{time}</translation>
    </message>
    <message>
        <source>Stopped, {time}</source>
        <translation>已停止，{time}</translation>
    </message>
    <message>
        <source>Failed, {time}: {reason}</source>
        <translation>失败，{time}：{reason}</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Retry: {title}</source>
        <translation>重试：{title}</translation>
    </message>
    <message>
        <source>Take this line away</source>
        <translation>移除此行</translation>
    </message>
    <message>
        <source>Take away: {title}</source>
        <translation>移除：{title}</translation>
    </message>
    <message>
        <source>Show each job that ended, or those that failed alone</source>
        <translation>显示每个已结束的任务，或只显示失败的</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the jobs that ended</source>
        <translation>清除已结束的任务</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) ended</source>
        <translation>
            <numerusform>%n 个任务已结束</numerusform>
        </translation>
    </message>
    <message>
        <source>{ended}, {failed} failed</source>
        <translation>{ended}，{failed} 个失败</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Footage</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Ways</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Reset filters</source>
        <translation>重置筛选条件</translation>
    </message>
    <message>
        <source>At least so many pixels high</source>
        <translation>至少这么多像素高</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>At most so many pixels high</source>
        <translation>至多这么多像素高</translation>
    </message>
    <message>
        <source>Pixels high</source>
        <translation>像素高度</translation>
    </message>
    <message>
        <source>Not before this time within the footage</source>
        <translation>不早于影像中的此时间</translation>
    </message>
    <message>
        <source>Not after this time within the footage</source>
        <translation>不晚于影像中的此时间</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>Into the footage</source>
        <translation>影像内时间</translation>
    </message>
    <message>
        <source>Not before this date and time</source>
        <translation>不早于此日期和时间</translation>
    </message>
    <message>
        <source>Not after this date and time</source>
        <translation>不晚于此日期和时间</translation>
    </message>
    <message>
        <source>Take this span away</source>
        <translation>移除此时间段</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Another span</source>
        <translation>再加一个时间段</translation>
    </message>
    <message>
        <source>Not before this time of day</source>
        <translation>不早于此时刻</translation>
    </message>
    <message>
        <source>Not after this time of day</source>
        <translation>不晚于此时刻</translation>
    </message>
    <message>
        <source>Drop footage here</source>
        <translation>将影像拖放到此处</translation>
    </message>
    <message>
        <source>Videos, or folders of videos or frames. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>视频，或视频、帧的文件夹。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>Add footage to this case</source>
        <translation>向本案件添加影像</translation>
    </message>
    <message>
        <source>Drop videos or folders here. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>将视频或文件夹拖放到此处。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>All footage of this case is in the bin</source>
        <translation>本案件的所有影像都在回收站中</translation>
    </message>
    <message>
        <source>Nothing of it is searched. Select it in the list to put it back, or add other footage.</source>
        <translation>这些影像都不参与搜索。请在列表中选中以放回，或添加其他影像。</translation>
    </message>
    <message>
        <source>Looking for people…</source>
        <translation>正在查找人员…</translation>
    </message>
    <message>
        <source>They appear here as they are found. You can search at any time.</source>
        <translation>找到的人员会陆续显示在这里。您可以随时搜索。</translation>
    </message>
    <message>
        <source>Footage waits to be read</source>
        <translation>影像等待读取</translation>
    </message>
    <message>
        <source>Nobody has begun to read it. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>尚未开始读取。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>No people were found in this footage</source>
        <translation>在此影像中未找到人员</translation>
    </message>
    <message>
        <source>Another detector, or looking at more frames per second, may find some: see Settings. Under each source stands what of it was not read or is too dark.</source>
        <translation>换用其他检测器或每秒查看更多帧也许能找到：见“设置”。每个影像源下方说明了哪些部分未读取或过暗。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>The hits stand here as soon as they are found.</source>
        <translation>找到的结果会立即显示在这里。</translation>
    </message>
    <message>
        <source>There is no answer to this search</source>
        <translation>此搜索没有答案</translation>
    </message>
    <message>
        <source>Why stands above. Change the description or the filters, or clear the search to see everything.</source>
        <translation>原因见上方。请更改描述或筛选条件，或清除搜索以查看全部。</translation>
    </message>
    <message>
        <source>Of what stands there, nothing is understood yet. Enter says why; Esc shows everything.</source>
        <translation>目前输入的内容尚无法理解。按 Enter 查看原因；按 Esc 显示全部。</translation>
    </message>
    <message>
        <source>No passage passes the filters</source>
        <translation>没有片段符合筛选条件</translation>
    </message>
    <message>
        <source>Widen the time or choose more cameras, or clear the search to see everything. Under each source stands what of it was not read, is too dark or has no colour.</source>
        <translation>请放宽时间或选择更多摄像机，或清除搜索以查看全部。每个影像源下方说明了哪些部分未读取、过暗或没有颜色。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) are searched as one; the first search reads all of them. The hits stand here as soon as they are found.</source>
        <translation>
            <numerusform>正在把 %n 个案件当作一个来搜索；第一次搜索要读取所有案件。找到的结果会立即显示在这里。</numerusform>
        </translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Plays from {begin} to {end}; Space stops it.</source>
        <translation>从 {begin} 播放到 {end}；按空格停止。</translation>
    </message>
    <message>
        <source>Pause, and go on later</source>
        <translation>暂停，稍后继续</translation>
    </message>
    <message>
        <source>Adding {title}</source>
        <translation>添加 {title}</translation>
    </message>
    <message>
        <source>Progress of adding {title}</source>
        <translation>添加 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop adding {title}</source>
        <translation>停止添加 {title}</translation>
    </message>
    <message>
        <source>Pause adding {title}</source>
        <translation>暂停添加 {title}</translation>
    </message>
    <message>
        <source>It starts when the footage before it is done.</source>
        <translation>前面的影像完成后开始。</translation>
    </message>
    <message>
        <source>Stop; what was found so far is kept</source>
        <translation>停止；目前找到的内容会保留</translation>
    </message>
    <message>
        <source>Stopping; what was found is being stored…</source>
        <translation>正在停止；正在保存已找到的内容…</translation>
    </message>
    <message>
        <source>Paused; what was found so far is kept. The program must stay open to go on from here.</source>
        <translation>已暂停；目前找到的内容会保留。要从这里继续，程序须保持打开。</translation>
    </message>
    <message>
        <source>Writing {title}</source>
        <translation>写出 {title}</translation>
    </message>
    <message>
        <source>Progress of writing {title}</source>
        <translation>写入 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop writing {title}</source>
        <translation>停止写入 {title}</translation>
    </message>
    <message>
        <source>It starts when the report before it is done.</source>
        <translation>前面的报告完成后开始。</translation>
    </message>
    <message>
        <source>Stop; no report is left</source>
        <translation>停止；不留下报告</translation>
    </message>
    <message>
        <source>Looking through {title}</source>
        <translation>查找 {title}</translation>
    </message>
    <message>
        <source>Progress of looking through {title}</source>
        <translation>在 {title} 中查找的进度</translation>
    </message>
    <message>
        <source>Stop looking through {title}</source>
        <translation>停止在 {title} 中查找</translation>
    </message>
    <message>
        <source>Checking {title}</source>
        <translation>校验 {title}</translation>
    </message>
    <message>
        <source>Progress of checking {title}</source>
        <translation>校验 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop checking {title}</source>
        <translation>停止校验 {title}</translation>
    </message>
    <message>
        <source>It starts when the check before it is done.</source>
        <translation>前面的校验完成后开始。</translation>
    </message>
    <message>
        <source>Stop; nothing was changed</source>
        <translation>停止；未作任何更改</translation>
    </message>
    <message>
        <source>Deciding about {title}</source>
        <translation>判定 {title}</translation>
    </message>
    <message>
        <source>Progress of deciding about {title}</source>
        <translation>判定{title}的进度</translation>
    </message>
    <message>
        <source>Stop deciding about {title}</source>
        <translation>停止判定{title}</translation>
    </message>
    <message>
        <source>It is stored as soon as what is being written to the case is done.</source>
        <translation>正在写入案件的内容完成后，将立即存储。</translation>
    </message>
    <message>
        <source>Stop; what is decided so far stays, and undo takes it back</source>
        <translation>停止；已判定的保留，可用撤消收回</translation>
    </message>
    <message>
        <source>Waiting: {title}</source>
        <translation>等待中：{title}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Show each of them, or this line alone</source>
        <translation>逐项显示，或只显示此行</translation>
    </message>
    <message numerus="yes">
        <source>%n more addition(s) wait.</source>
        <translation>
            <numerusform>另有 %n 项添加在等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Camera or footage</source>
        <translation>摄像机或影像</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the new passages</source>
        <translation>显示新片段</translation>
    </message>
    <message>
        <source>A picture could not be shown</source>
        <translation>无法显示截图</translation>
    </message>
    <message>
        <source>The passage could not be shown</source>
        <translation>无法显示片段</translation>
    </message>
    <message>
        <source>The passages could not be counted</source>
        <translation>无法统计片段</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板上没有图像。</translation>
    </message>
    <message>
        <source>The timeline could not be laid out</source>
        <translation>无法排布时间线</translation>
    </message>
    <message>
        <source>The hits were not copied</source>
        <translation>未能复制结果</translation>
    </message>
    <message numerus="yes">
        <source>Copied: %n hit(s)</source>
        <translation>
            <numerusform>已复制：%n 条结果</numerusform>
        </translation>
    </message>
    <message>
        <source>The passages could not be grouped</source>
        <translation>无法对片段分组</translation>
    </message>
    <message>
        <source>The example image was not taken</source>
        <translation>示例图像未采用</translation>
    </message>
    <message>
        <source>The search failed</source>
        <translation>搜索失败</translation>
    </message>
    <message>
        <source>{name} is searched in another of the cases now; its hits are found anew.</source>
        <translation>{name} 现在在另一个案件中搜索；其结果将重新查找。</translation>
    </message>
    <message>
        <source>{name} is not searched any more, and was left.</source>
        <translation>{name} 已不再被搜索，因此已离开。</translation>
    </message>
    <message>
        <source>Describe the person: “woman in a red coat with a black backpack”</source>
        <translation>用英文描述人员：“woman in a red coat with a black backpack”</translation>
    </message>
    <message>
        <source>Description of the person</source>
        <translation>人员描述</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search by an example image</source>
        <translation>用示例图像搜索</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>These stand close together. Ask the witness: {question}</source>
        <translation>这些结果十分接近。请询问证人：{question}</translation>
    </message>
    <message>
        <source>Adds “{phrase}” to the description and searches again.</source>
        <translation>将“{phrase}”加入描述并重新搜索。</translation>
    </message>
    <message>
        <source>{answer}: add “{phrase}”</source>
        <translation>{answer}：加入“{phrase}”</translation>
    </message>
    <message>
        <source>“{words}” was read as this filter. Press to edit it among the filters.</source>
        <translation>“{words}”被理解为此筛选条件。按下可在筛选条件中编辑。</translation>
    </message>
    <message>
        <source>Edit the filter {filter}</source>
        <translation>编辑筛选条件 {filter}</translation>
    </message>
    <message>
        <source>Take the filter back: “{words}” is to describe the person.</source>
        <translation>撤回此筛选条件：用“{words}”描述人员。</translation>
    </message>
    <message>
        <source>lasts {time}</source>
        <translation>持续 {time}</translation>
    </message>
    <message>
        <source>Shows further hits below these, as scrolling to the end does</source>
        <translation>在下方显示更多结果，与滚动到末尾相同</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>Hit {number}, {verdict}</source>
        <translation>结果 {number}，{verdict}</translation>
    </message>
    <message>
        <source>Add a detector…</source>
        <translation>添加检测器…</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>Name or camera</source>
        <translation>名称或摄像机</translation>
    </message>
    <message>
        <source>Find footage by name or camera</source>
        <translation>按名称或摄像机查找影像</translation>
    </message>
    <message>
        <source>Show these alone; press again to show all</source>
        <translation>只显示这些；再按一次显示全部</translation>
    </message>
    <message>
        <source>No footage yet. Drop videos or folders anywhere on this window.</source>
        <translation>还没有影像。将视频或文件夹拖放到窗口任意位置。</translation>
    </message>
    <message>
        <source>No footage here is like that. Empty the field to see all of it.</source>
        <translation>没有符合的影像。清空输入框即可查看全部。</translation>
    </message>
    <message>
        <source>Footage in this case</source>
        <translation>本案件的影像</translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n source(s)</source>
        <translation>
            <numerusform>{found} 个，共 %n 个影像源</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add footage: videos, folders, or ready-made crops</source>
        <translation>添加影像：视频、文件夹或现成的截图</translation>
    </message>
    <message>
        <source>Add footage</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>未打开案件</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>视图：{name}</translation>
    </message>
    <message>
        <source>Watch this folder no longer</source>
        <translation>不再监视此文件夹</translation>
    </message>
    <message>
        <source>Stop watching {folder}</source>
        <translation>停止监视 {folder}</translation>
    </message>
    <message>
        <source>Watch this folder again</source>
        <translation>重新监视此文件夹</translation>
    </message>
    <message>
        <source>Watch {folder} again</source>
        <translation>重新监视 {folder}</translation>
    </message>
    <message>
        <source>Take this folder out of the list</source>
        <translation>将此文件夹从列表中移除</translation>
    </message>
    <message>
        <source>Forget {folder}</source>
        <translation>移除 {folder}</translation>
    </message>
    <message>
        <source>Somebody &amp;else from here</source>
        <translation>从这里起是另一个人(&amp;E)</translation>
    </message>
    <message>
        <source>Divide the passage at the last seam before this frame: from there on it is somebody else</source>
        <translation>在此帧之前的最后一个接缝处分开片段：从那里起是另一个人</translation>
    </message>
    <message>
        <source>Same person as in the ne&amp;xt…</source>
        <translation>与下一片段是同一人(&amp;X)…</translation>
    </message>
    <message>
        <source>Join the passage with a later one of the same footage that shows the same person</source>
        <translation>把片段与同一影像中之后显示同一人的片段合并</translation>
    </message>
    <message>
        <source>Passages are grouped by looks, time and place: a proposal to be checked, never an identification.</source>
        <translation>片段按外观、时间和地点分组：这只是有待核对的提议，绝非身份认定。</translation>
    </message>
    <message>
        <source>Nobody was likely seen more than once, and nobody is named. Every passage stands by itself.</source>
        <translation>没有人可能被看到不止一次，也没有人被命名。每个片段各自独立。</translation>
    </message>
    <message>
        <source>strong</source>
        <comment>how firmly passages belong together</comment>
        <translation>强</translation>
    </message>
    <message>
        <source>fair</source>
        <comment>how firmly passages belong together</comment>
        <translation>中</translation>
    </message>
    <message>
        <source>weak</source>
        <comment>how firmly passages belong together</comment>
        <translation>弱</translation>
    </message>
    <message>
        <source>{passages}: {seen}, {alone}.</source>
        <translation>{passages}：{seen}，{alone}。</translation>
    </message>
    <message numerus="yes">
        <source>%n likely person(s) seen again or named</source>
        <translation>
            <numerusform>%n 个再次出现或已命名的可能的同一人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) like no other</source>
        <translation>
            <numerusform>%n 个片段与其他都不相似</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The recorder&apos;s clock is not known of: {sources} and %n more.</source>
        <translation>
            <numerusform>以下影像源的录像机时钟未知：{sources} 以及另外 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The recorder&apos;s clock is not known of: {sources}.</source>
        <translation>以下影像源的录像机时钟未知：{sources}。</translation>
    </message>
    <message>
        <source>Person {number} looks like this one and was kept apart: {reason}</source>
        <translation>人员 {number} 与此人相像，但已分开：{reason}</translation>
    </message>
    <message>
        <source>Person {number} “{name}”</source>
        <translation>人员 {number}“{name}”</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>人员 {number}</translation>
    </message>
    <message>
        <source>{person}: 1 passage, like no other</source>
        <translation>{person}：1 个片段，与其他都不相似</translation>
    </message>
    <message>
        <source>{person}: {seen}, belonging together: {strength}</source>
        <translation>{person}：{seen}，同属一人的程度：{strength}</translation>
    </message>
    <message>
        <source>{strength}: {seen}</source>
        <translation>{strength}：{seen}</translation>
    </message>
    <message>
        <source>1 passage, like no other</source>
        <translation>1 个片段，与其他都不相似</translation>
    </message>
    <message numerus="yes">
        <source>%n reason(s) to doubt it</source>
        <translation>
            <numerusform>%n 条存疑理由</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing contradicts it</source>
        <translation>没有与之矛盾的情况</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) at one camera</source>
        <translation>
            <numerusform>一台摄像机的 %n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) at {cameras} cameras</source>
        <translation>
            <numerusform>{cameras} 台摄像机的 %n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} since the last</source>
        <translation>距上次 {time}</translation>
    </message>
    <message>
        <source>belongs: {strength}</source>
        <translation>同属程度：{strength}</translation>
    </message>
    <message>
        <source>like no other</source>
        <translation>与其他都不相似</translation>
    </message>
    <message>
        <source>{time} in the file</source>
        <translation>文件内 {time}</translation>
    </message>
    <message>
        <source>{time} corrected</source>
        <translation>校正后 {time}</translation>
    </message>
    <message numerus="yes">
        <source>Proposal: {person}, %n reason(s) to doubt it</source>
        <translation>
            <numerusform>提议：{person}，%n 条存疑理由</numerusform>
        </translation>
    </message>
    <message>
        <source>Proposal: {person}</source>
        <translation>提议：{person}</translation>
    </message>
    <message>
        <source>Main picture: {camera}</source>
        <translation>主画面：{camera}</translation>
    </message>
    <message numerus="yes">
        <source>%n other camera(s) in step by corrected time.</source>
        <translation>
            <numerusform>另有 %n 台摄像机按校正时间同步显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>The recorder&apos;s clock of this footage is not known, so no camera can be put in step with it. State it under Footage, Recorder&apos;s clock.</source>
        <translation>此影像的录像机时钟未知，因此无法与其他摄像机同步。请在“影像”菜单的“录像机时钟”中填写。</translation>
    </message>
    <message>
        <source>No other camera is known to show this moment. Choose from the list to see others all the same.</source>
        <translation>未发现其他摄像机有此时刻的画面。仍要查看时，请从列表中选择。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a clock to go by: {names}</source>
        <translation>
            <numerusform>%n 个影像源没有可依据的时钟：{names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage {number}, {begin} – {end}. {decision}</source>
        <translation>片段 {number}，{begin} – {end}。{decision}</translation>
    </message>
    <message>
        <source>Nobody else is in view.</source>
        <translation>画面中没有其他人。</translation>
    </message>
    <message>
        <source>Nobody is known to be in view.</source>
        <translation>画面中没有已知的人。</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) in view: passages {numbers}.</source>
        <translation>
            <numerusform>画面中有 %n 人：片段 {numbers}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) in view: passages {numbers}.</source>
        <translation>
            <numerusform>画面中另有 %n 人：片段 {numbers}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decoding…</source>
        <translation>正在解码…</translation>
    </message>
    <message>
        <source>Frame at {time}.</source>
        <translation>{time} 的帧。</translation>
    </message>
    <message>
        <source>Magnified {times} times</source>
        <translation>已放大 {times} 倍</translation>
    </message>
    <message>
        <source>All of the frame</source>
        <translation>整帧</translation>
    </message>
    <message>
        <source>{footage}, camera {camera}, {times}</source>
        <translation>{footage}，摄像机 {camera}，{times}</translation>
    </message>
    <message>
        <source>Clip from {begin} to {end}</source>
        <translation>剪辑自 {begin} 至 {end}</translation>
    </message>
    <message>
        <source>The same person at {time}</source>
        <translation>同一人，{time}</translation>
    </message>
    <message>
        <source>Other moments of the same passage</source>
        <translation>同一片段的其他时刻</translation>
    </message>
    <message>
        <source>Go to a person in view first: P, or Shift+P.</source>
        <translation>请先用 P 或 Shift+P 选中画面中的一人。</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>播放器</translation>
    </message>
    <message>
        <source>Copied: {reference}</source>
        <translation>已复制：{reference}</translation>
    </message>
    <message>
        <source>Frame at {time}. {about}</source>
        <translation>{time} 的帧。{about}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>{why} The picture kept in the case is shown.</source>
        <translation>{why}现显示案件中保存的截图。</translation>
    </message>
    <message>
        <source>Playing at {speed} ×</source>
        <translation>以 {speed} 倍速播放</translation>
    </message>
    <message>
        <source>Place in the footage</source>
        <translation>在影像中的位置</translation>
    </message>
    <message>
        <source>At {time} of {length}</source>
        <translation>位于 {time}，全长 {length}</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) without pictures</source>
        <translation>
            <numerusform>%n 段没有画面</numerusform>
        </translation>
    </message>
    <message>
        <source>clip begins at {time}</source>
        <translation>剪辑始于 {time}</translation>
    </message>
    <message>
        <source>clip ends at {time}</source>
        <translation>剪辑止于 {time}</translation>
    </message>
    <message>
        <source>The person was detected in this frame.</source>
        <translation>此帧中检测到了该人。</translation>
    </message>
    <message>
        <source>Dashed: estimated along the person&apos;s path.</source>
        <translation>虚线：按该人的路径估计。</translation>
    </message>
    <message>
        <source>No box here: the passage is not seen in this frame.</source>
        <translation>无方框：此帧中看不到该片段。</translation>
    </message>
    <message>
        <source>First frame of the footage.</source>
        <translation>影像的第一帧。</translation>
    </message>
    <message>
        <source>Last frame of the footage.</source>
        <translation>影像的最后一帧。</translation>
    </message>
    <message>
        <source>No pictures from {begin} to {end}: {reason}. The nearest frame is shown.</source>
        <translation>从 {begin} 到 {end} 没有画面：{reason}。显示的是最近的一帧。</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Passage {times}    {path}</source>
        <translation>片段 {times}    {path}</translation>
    </message>
    <message>
        <source>Footage, {time}    {path}</source>
        <translation>影像，{time}    {path}</translation>
    </message>
    <message>
        <source>{time} ± {doubt} s</source>
        <translation>{time} ± {doubt} 秒</translation>
    </message>
    <message>
        <source>The footage does not answer yet: its drive or its share may be away, or slow. It is still waited for; what the case holds of it is kept.</source>
        <translation>影像尚无应答：其驱动器或共享可能已断开，或者很慢。程序仍在等待；案件中已有的内容均已保留。</translation>
    </message>
    <message>
        <source>No footage at this time: it begins later.</source>
        <translation>此时刻没有影像：录像此后才开始。</translation>
    </message>
    <message>
        <source>No footage at this time: it ended before.</source>
        <translation>此时刻没有影像：录像此前已结束。</translation>
    </message>
    <message>
        <source>No picture at this time: this part of the footage could not be read.</source>
        <translation>此时刻没有画面：影像的这一部分无法读取。</translation>
    </message>
    <message>
        <source>&amp;Back to the hits</source>
        <translation>返回结果(&amp;B)</translation>
    </message>
    <message>
        <source>Leave the player</source>
        <translation>离开播放器</translation>
    </message>
    <message>
        <source>&amp;Previous hit</source>
        <translation>上一个结果(&amp;P)</translation>
    </message>
    <message>
        <source>Show the hit before this one</source>
        <translation>显示此结果的前一个</translation>
    </message>
    <message>
        <source>&amp;Next hit</source>
        <translation>下一个结果(&amp;N)</translation>
    </message>
    <message>
        <source>Show the hit after this one</source>
        <translation>显示此结果的后一个</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>播放或暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Play from here, or pause</source>
        <translation>从此处播放，或暂停</translation>
    </message>
    <message>
        <source>Play back&amp;wards</source>
        <translation>倒放(&amp;W)</translation>
    </message>
    <message>
        <source>Play backwards; again for faster</source>
        <translation>倒放，再按则加快</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>暂停(&amp;U)</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>停止播放</translation>
    </message>
    <message>
        <source>Play &amp;forwards</source>
        <translation>正放(&amp;F)</translation>
    </message>
    <message>
        <source>Play; again for faster</source>
        <translation>播放，再按则加快</translation>
    </message>
    <message>
        <source>One frame bac&amp;k</source>
        <translation>后退一帧(&amp;K)</translation>
    </message>
    <message>
        <source>Show the frame before this one</source>
        <translation>显示上一帧</translation>
    </message>
    <message>
        <source>One frame &amp;on</source>
        <translation>前进一帧(&amp;O)</translation>
    </message>
    <message>
        <source>Show the next frame</source>
        <translation>显示下一帧</translation>
    </message>
    <message>
        <source>Five seconds back</source>
        <translation>后退五秒</translation>
    </message>
    <message>
        <source>Jump five seconds back</source>
        <translation>向后跳五秒</translation>
    </message>
    <message>
        <source>Five seconds on</source>
        <translation>前进五秒</translation>
    </message>
    <message>
        <source>Jump five seconds on</source>
        <translation>向前跳五秒</translation>
    </message>
    <message>
        <source>Back to the &amp;moment of the hit</source>
        <translation>回到结果所在时刻(&amp;M)</translation>
    </message>
    <message>
        <source>Show the frame of the best picture again</source>
        <translation>重新显示最佳截图所在的帧</translation>
    </message>
    <message>
        <source>Earlier moment</source>
        <translation>较早的时刻</translation>
    </message>
    <message>
        <source>Show the moment before, of those in the strip</source>
        <translation>显示时刻条中的前一个时刻</translation>
    </message>
    <message>
        <source>Later moment</source>
        <translation>较晚的时刻</translation>
    </message>
    <message>
        <source>Show the moment after, of those in the strip</source>
        <translation>显示时刻条中的后一个时刻</translation>
    </message>
    <message>
        <source>Copy the &amp;time</source>
        <translation>复制时间(&amp;T)</translation>
    </message>
    <message>
        <source>Copy file, camera and exact time of the frame shown</source>
        <translation>复制所示帧的文件、摄像机和精确时间</translation>
    </message>
    <message>
        <source>P&amp;lay the passage over and over</source>
        <translation>循环播放片段(&amp;L)</translation>
    </message>
    <message>
        <source>Play the passage, or what is marked, in a loop</source>
        <translation>循环播放片段或标记的部分</translation>
    </message>
    <message>
        <source>Clip &amp;begins here</source>
        <translation>剪辑从此处开始(&amp;B)</translation>
    </message>
    <message>
        <source>The clip begins with the frame shown</source>
        <translation>剪辑从所示帧开始</translation>
    </message>
    <message>
        <source>Clip &amp;ends here</source>
        <translation>剪辑到此处结束(&amp;E)</translation>
    </message>
    <message>
        <source>The clip ends with the frame shown</source>
        <translation>剪辑到所示帧结束</translation>
    </message>
    <message>
        <source>Clip is the pass&amp;age</source>
        <translation>剪辑为整个片段(&amp;A)</translation>
    </message>
    <message>
        <source>Forget where the clip begins and ends</source>
        <translation>取消剪辑的起点和终点</translation>
    </message>
    <message>
        <source>E&amp;xport the clip…</source>
        <translation>导出剪辑(&amp;X)…</translation>
    </message>
    <message>
        <source>Write what is marked, or the passage, as a clip with a file that says what it is</source>
        <translation>将标记的部分或片段写成剪辑，并附说明文件</translation>
    </message>
    <message>
        <source>&amp;Save this frame…</source>
        <translation>保存此帧(&amp;S)…</translation>
    </message>
    <message>
        <source>Write the frame as a picture, with a file that has its time, the footage&apos;s hash and the box</source>
        <translation>将此帧写成图片，并附时间、影像哈希和方框的说明文件</translation>
    </message>
    <message>
        <source>Boxes of &amp;everyone in view</source>
        <translation>画面中所有人的方框(&amp;E)</translation>
    </message>
    <message>
        <source>Draw a numbered box around everyone else in view; a click opens their passage</source>
        <translation>为画面中的其他人画上带编号的方框；单击可打开其片段</translation>
    </message>
    <message>
        <source>&amp;Ways of the last seconds</source>
        <translation>最近几秒的路径(&amp;W)</translation>
    </message>
    <message>
        <source>Draw where the people in view went in the last five seconds</source>
        <translation>画出画面中的人最近五秒走过的路径</translation>
    </message>
    <message>
        <source>Next person in view</source>
        <translation>画面中的下一人</translation>
    </message>
    <message>
        <source>Go to the next person in view, from left to right</source>
        <translation>从左到右转到画面中的下一人</translation>
    </message>
    <message>
        <source>Previous person in view</source>
        <translation>画面中的上一人</translation>
    </message>
    <message>
        <source>Go to the person in view before, from right to left</source>
        <translation>从右到左转到画面中的上一人</translation>
    </message>
    <message>
        <source>Open the passage of that person</source>
        <translation>打开该人的片段</translation>
    </message>
    <message>
        <source>Open the passage of the person in view that the keyboard is at</source>
        <translation>打开键盘在画面中选中之人的片段</translation>
    </message>
    <message>
        <source>Ma&amp;gnify</source>
        <translation>放大(&amp;G)</translation>
    </message>
    <message>
        <source>Show the main picture larger, as the wheel does</source>
        <translation>放大主画面，与滚轮相同</translation>
    </message>
    <message>
        <source>Magnify less</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show the main picture smaller, until all of it is in sight</source>
        <translation>缩小主画面，直到可以看到全部</translation>
    </message>
    <message>
        <source>Show all of the main picture again, as a double click does</source>
        <translation>重新显示整个主画面，与双击相同</translation>
    </message>
    <message>
        <source>Further to the left</source>
        <translation>向左移动</translation>
    </message>
    <message>
        <source>Move to the left in a magnified picture</source>
        <translation>在放大的画面中向左移动</translation>
    </message>
    <message>
        <source>Further to the right</source>
        <translation>向右移动</translation>
    </message>
    <message>
        <source>Move to the right in a magnified picture</source>
        <translation>在放大的画面中向右移动</translation>
    </message>
    <message>
        <source>Further up</source>
        <translation>向上移动</translation>
    </message>
    <message>
        <source>Move up in a magnified picture</source>
        <translation>在放大的画面中向上移动</translation>
    </message>
    <message>
        <source>Further down</source>
        <translation>向下移动</translation>
    </message>
    <message>
        <source>Move down in a magnified picture</source>
        <translation>在放大的画面中向下移动</translation>
    </message>
    <message>
        <source>Othe&amp;r cameras at this time</source>
        <translation>此时刻的其他摄像机(&amp;R)</translation>
    </message>
    <message>
        <source>Show what other cameras saw at the same corrected time, all in step</source>
        <translation>同步显示其他摄像机在同一校正时间的画面</translation>
    </message>
    <message>
        <source>Choose the other cameras…</source>
        <translation>选择其他摄像机…</translation>
    </message>
    <message>
        <source>Choose which cameras stand beside this one, eight at most</source>
        <translation>选择并列显示的摄像机，最多八台</translation>
    </message>
    <message>
        <source>Next camera</source>
        <translation>下一台摄像机</translation>
    </message>
    <message>
        <source>Make the next of the pictures the main one</source>
        <translation>将下一个画面设为主画面</translation>
    </message>
    <message>
        <source>Previous camera</source>
        <translation>上一台摄像机</translation>
    </message>
    <message>
        <source>Make the picture before the main one</source>
        <translation>将上一个画面设为主画面</translation>
    </message>
    <message>
        <source>Nothing speaks against the case, its log and what was checked of its footage.</source>
        <translation>案件、日志以及已校验的影像均未发现问题。</translation>
    </message>
    <message>
        <source>Not checked in this session. Checking reads everything and writes nothing; you can go on working.</source>
        <translation>本次会话中尚未校验。校验会读取全部内容，不写入任何东西；期间可以继续工作。</translation>
    </message>
    <message>
        <source>log begun</source>
        <comment>an action in the log</comment>
        <translation>开始日志</translation>
    </message>
    <message>
        <source>migrated</source>
        <comment>an action in the log</comment>
        <translation>升级</translation>
    </message>
    <message>
        <source>model</source>
        <comment>an action in the log</comment>
        <translation>模型</translation>
    </message>
    <message>
        <source>ingest</source>
        <comment>an action in the log</comment>
        <translation>读取</translation>
    </message>
    <message>
        <source>search</source>
        <comment>an action in the log</comment>
        <translation>搜索</translation>
    </message>
    <message>
        <source>list</source>
        <comment>an action in the log</comment>
        <translation>列出</translation>
    </message>
    <message>
        <source>view</source>
        <comment>an action in the log</comment>
        <translation>查看</translation>
    </message>
    <message>
        <source>decision</source>
        <comment>an action in the log</comment>
        <translation>判定</translation>
    </message>
    <message>
        <source>mark</source>
        <comment>an action in the log</comment>
        <translation>标记</translation>
    </message>
    <message>
        <source>label</source>
        <comment>an action in the log</comment>
        <translation>标签</translation>
    </message>
    <message>
        <source>caption</source>
        <comment>an action in the log</comment>
        <translation>描述</translation>
    </message>
    <message>
        <source>saved search</source>
        <comment>an action in the log</comment>
        <translation>已存搜索</translation>
    </message>
    <message>
        <source>person</source>
        <comment>an action in the log</comment>
        <translation>人员</translation>
    </message>
    <message>
        <source>clock</source>
        <comment>an action in the log</comment>
        <translation>时钟</translation>
    </message>
    <message>
        <source>camera</source>
        <comment>an action in the log</comment>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>relink</source>
        <comment>an action in the log</comment>
        <translation>重新定位</translation>
    </message>
    <message>
        <source>bin</source>
        <comment>an action in the log</comment>
        <translation>回收站</translation>
    </message>
    <message>
        <source>passages</source>
        <comment>an action in the log</comment>
        <translation>片段</translation>
    </message>
    <message>
        <source>merge</source>
        <comment>an action in the log</comment>
        <translation>合并</translation>
    </message>
    <message>
        <source>export</source>
        <comment>an action in the log</comment>
        <translation>导出</translation>
    </message>
    <message>
        <source>verify</source>
        <comment>an action in the log</comment>
        <translation>校验</translation>
    </message>
    <message>
        <source>kept</source>
        <comment>an action in the log</comment>
        <translation>保留</translation>
    </message>
    <message>
        <source>cut</source>
        <comment>an action in the log</comment>
        <translation>截去</translation>
    </message>
    <message>
        <source>length not known</source>
        <translation>时长未知</translation>
    </message>
    <message numerus="yes">
        <source>%n entries, the newest first.</source>
        <translation>
            <numerusform>共 %n 条，最新的在前。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of {all:,}, the newest first.</source>
        <translation>
            <numerusform>{all:,} 条中的 %n 条，最新的在前。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %n note(s) of the program&apos;s own.</source>
        <translation>
            <numerusform>未列出程序自身的 %n 条记录。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%n 处问题</numerusform>
        </translation>
    </message>
    <message>
        <source>No faults</source>
        <translation>没有问题</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) checked by content</source>
        <translation>
            <numerusform>已按内容校验 %n 个影像源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) in the bin not read</source>
        <translation>
            <numerusform>回收站中 %n 个影像源未读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checked</source>
        <translation>
            <numerusform>%n 项未校验</numerusform>
        </translation>
    </message>
    <message>
        <source>{findings}.</source>
        <translation>{findings}。</translation>
    </message>
    <message>
        <source>Not checked: {sentence}</source>
        <translation>未校验：{sentence}</translation>
    </message>
    <message>
        <source>Searches of before</source>
        <translation>以往的搜索</translation>
    </message>
    <message>
        <source>Searches asked on this machine before, and searches saved in this case</source>
        <translation>本机上以往的搜索，以及此案件中的已存搜索</translation>
    </message>
    <message>
        <source>Forget the searches of before</source>
        <translation>清除以往的搜索</translation>
    </message>
    <message>
        <source>Nothing was searched for yet</source>
        <translation>尚未搜索过</translation>
    </message>
    <message>
        <source>Saved in this case</source>
        <translation>已存于此案件</translation>
    </message>
    <message>
        <source>Saved in these cases</source>
        <translation>已存于这些案件</translation>
    </message>
    <message>
        <source>No search is saved in this case</source>
        <translation>此案件中没有已存搜索</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>保存此搜索…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Example image to search by</source>
        <translation>用于搜索的示例图像</translation>
    </message>
    <message>
        <source>Remove the example image</source>
        <translation>移除示例图像</translation>
    </message>
    <message>
        <source>How much the example counts beside the words</source>
        <translation>示例相对于文字的权重</translation>
    </message>
    <message>
        <source>Read as filters</source>
        <translation>读作筛选条件</translation>
    </message>
    <message>
        <source>The example counts {example} %, the words {words} %</source>
        <translation>示例占 {example}%，文字占 {words}%</translation>
    </message>
    <message>
        <source>“{word}” not understood</source>
        <translation>不理解“{word}”</translation>
    </message>
    <message>
        <source>The model was not taught “{word}”, so it did not count. Press to take it out of the description.</source>
        <translation>模型没有学过“{word}”，因此未计入。按下可将其从描述中移除。</translation>
    </message>
    <message>
        <source>“{word}” perhaps not understood</source>
        <translation>可能不理解“{word}”</translation>
    </message>
    <message>
        <source>No caption that the model was taught by had “{word}”. Press to take it out of the description.</source>
        <translation>模型的训练标注中没有“{word}”。按下可将其从描述中移除。</translation>
    </message>
    <message>
        <source>Less like {passages}</source>
        <translation>少像{passages}</translation>
    </message>
    <message>
        <source>Hits that look like {passages} come later. Press to take that back.</source>
        <translation>与{passages}相似的结果会排在后面。按下可撤回。</translation>
    </message>
    <message>
        <source>passages {first} and {second}</source>
        <translation>片段 {first} 和 {second}</translation>
    </message>
    <message>
        <source>“{name}” was deleted. Undo brings it back.</source>
        <translation>“{name}”已删除。撤消可恢复。</translation>
    </message>
    <message>
        <source>Saved as “{name}”, with its filters, in the case {case_name}.</source>
        <translation>已连同筛选条件以“{name}”保存在案件 {case_name} 中。</translation>
    </message>
    <message>
        <source>Saved as “{name}”, with its filters, in this case.</source>
        <translation>已连同筛选条件以“{name}”保存在此案件中。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) together: {names}</source>
        <translation>
            <numerusform>%n 个案件一起：{names}</numerusform>
        </translation>
    </message>
    <message>
        <source>No case was opened yet</source>
        <translation>尚未打开过案件</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>路径图</translation>
    </message>
    <message>
        <source>By passage</source>
        <translation>按片段</translation>
    </message>
    <message>
        <source>By likely person</source>
        <translation>按可能的同一人</translation>
    </message>
    <message>
        <source>By camera</source>
        <translation>按摄像机</translation>
    </message>
    <message>
        <source>By footage</source>
        <translation>按影像</translation>
    </message>
    <message>
        <source>By case</source>
        <translation>按案件</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>最佳在前</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>By camera and time</source>
        <translation>按摄像机和时间</translation>
    </message>
    <message>
        <source>Sorts the hits that are loaded, by corrected time; those without a known clock come after them. Without a description, the best first is the order of the footage.</source>
        <translation>对已载入的结果按校正后的时间排序；时钟未知的排在其后。没有描述时，“最佳在前”即影像的顺序。</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) were selected, too far apart in this order: only the one at the keyboard still is.</source>
        <translation>
            <numerusform>原先选中了 %n 个结果，它们在此排序中过于分散：现在只选中键盘所在的那一个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Select two to four hits to see them side by side.</source>
        <translation>选择二至四个结果以并排查看。</translation>
    </message>
    <message>
        <source>Hits side by side</source>
        <translation>并排的结果</translation>
    </message>
    <message>
        <source>Hits play in their cards and rows: F6, F7.</source>
        <translation>结果在卡片和列表行中播放：F6、F7。</translation>
    </message>
    <message>
        <source>Hits by camera and time</source>
        <translation>按摄像机和时间排列的结果</translation>
    </message>
    <message>
        <source>Cameras further up and down</source>
        <translation>上方和下方的其他摄像机</translation>
    </message>
    <message>
        <source>The wheel, Up and Down go through the cameras; Ctrl and the wheel, + and − zoom; Left and Right go from mark to mark, G and Shift+G from gap to gap; Enter opens it. Drag over a span, or press F, to see only what is in it; click a mark to open its hit, and beside marks to watch the footage there.
Marks: as high as the row: match; low: no match; of two parts: unsure; else not decided. Beneath them the keys of labels, or the first letter of one without a key.</source>
        <translation>滚轮和上、下键浏览各摄像机；Ctrl 加滚轮、+ 和 − 缩放；左、右键在标记间移动，G 和 Shift+G 在缺口间移动；Enter 打开所在处。拖过一段时间或按 F，只看其中的内容；单击标记可打开其结果，单击标记旁的位置可观看该处的影像。
标记：与行同高为匹配；低矮为不匹配；分为两段为不确定；其余为未判定。标记下方是其标签的按键，没有按键的标签则为其首字。</translation>
    </message>
    <message>
        <source>No time of this footage is without pictures.</source>
        <translation>这些影像中没有缺口。</translation>
    </message>
    <message>
        <source>Each line is the way of a hit, its dot where it begins, with the keys of its labels beside it. Click one to open the hit.</source>
        <translation>每条线是一个结果的路径，圆点为起点，旁边是其标签的按键。单击可打开该结果。</translation>
    </message>
    <message>
        <source>Ways of the hits in the picture</source>
        <translation>结果在画面中的路径</translation>
    </message>
    <message>
        <source>Groups are proposals by likeness, never identifications.</source>
        <translation>分组只是按相似度的提议，绝非身份认定。</translation>
    </message>
    <message numerus="yes">
        <source>Only the %n hit(s) loaded are sorted.</source>
        <translation>
            <numerusform>只对已载入的 %n 个结果排序。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n 个结果</numerusform>
        </translation>
    </message>
    <message>
        <source>Likely person {number}</source>
        <translation>可能的同一人 {number}</translation>
    </message>
    <message>
        <source>Not grouped yet</source>
        <translation>尚未分组</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) without a known clock are not shown here.</source>
        <translation>
            <numerusform>有 %n 个结果时钟未知，不在此显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} could not be read: {reason}</source>
        <translation>{time} 无法读取：{reason}</translation>
    </message>
    <message numerus="yes">
        <source>The ways of {drawn} of %n hit(s).</source>
        <translation>
            <numerusform>%n 个结果中 {drawn} 个的路径。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ways of %n hit(s).</source>
        <translation>
            <numerusform>%n 个结果的路径。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more have none recorded.</source>
        <translation>
            <numerusform>另外 %n 个没有路径记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>{camera} · {source}</source>
        <translation>{camera} · {source}</translation>
    </message>
    <message numerus="yes">
        <source>{camera} · all %n source(s), as if it never moved</source>
        <translation>
            <numerusform>{camera} · 全部 %n 个影像源（视为摄像机从未移动）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) side by side. Keys decide about all of them; Esc goes back.</source>
        <translation>
            <numerusform>并排显示 %n 个结果。按键对全部作出判定，Esc 返回。</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage {number}: {footage}, camera {camera}, {times}</source>
        <translation>片段 {number}：{footage}，摄像机 {camera}，{times}</translation>
    </message>
    <message>
        <source>The saved searches could not be read</source>
        <translation>无法读取已存搜索</translation>
    </message>
    <message>
        <source>The search was not saved</source>
        <translation>搜索未能保存</translation>
    </message>
    <message>
        <source>The saved search was not opened</source>
        <translation>未能打开已存搜索</translation>
    </message>
    <message>
        <source>The saved search was not changed</source>
        <translation>未能更改已存搜索</translation>
    </message>
    <message>
        <source>No passage begins after this one in the same footage, so there is none to be joined to it.</source>
        <translation>同一影像中没有在此片段之后开始的片段，因此没有可与之合并的。</translation>
    </message>
    <message>
        <source>Passages can be divided and joined once their footage is read to its end: reading goes on from them.</source>
        <translation>影像读到末尾之后，才能分开或合并其片段：读取要从现有片段继续。</translation>
    </message>
    <message>
        <source>What was just said of this passage is still being stored; try again in a moment.</source>
        <translation>刚才对该片段的说明仍在保存，请稍后再试。</translation>
    </message>
    <message>
        <source>What this passage was put together of is still being looked up; try again in a moment.</source>
        <translation>仍在查询此片段由哪些部分拼成；请稍后再试。</translation>
    </message>
    <message>
        <source>Joined at {time} by a user, after {gap} out of sight</source>
        <translation>在 {time} 由用户合并，之前有 {gap}不在画面中</translation>
    </message>
    <message>
        <source>Put together at {time}, after {gap} out of sight: likeness {likeness} of 1, no identification</source>
        <translation>在 {time} 拼接，之前有 {gap}不在画面中：相像程度 {likeness}（最高为 1），不是身份认定</translation>
    </message>
    <message>
        <source>This passage was followed without a break, so there is no seam at which it could be divided.</source>
        <translation>此片段是连续跟踪的，没有可以在该处分开的接缝。</translation>
    </message>
    <message>
        <source>Go to a moment behind the seam at which somebody else begins. Seams: {times}.</source>
        <translation>请转到另一个人开始处的接缝之后的时刻。接缝：{times}。</translation>
    </message>
    <message>
        <source>Who is seen from {time} on is a passage of its own now; undo takes that back.</source>
        <translation>从 {time} 起出现的人现在是一个单独的片段；可以撤销。</translation>
    </message>
    <message>
        <source>Who is seen from {time} on is again a passage of its own.</source>
        <translation>从 {time} 起出现的人重新成为一个单独的片段。</translation>
    </message>
    <message>
        <source>Who is seen from {time} on is part of this passage now; undo takes that back.</source>
        <translation>从 {time} 起出现的人现在属于此片段；可以撤销。</translation>
    </message>
    <message>
        <source>Who is seen from {time} on is again part of this passage.</source>
        <translation>从 {time} 起出现的人重新属于此片段。</translation>
    </message>
    <message>
        <source>The passages could not be looked up</source>
        <translation>无法查询片段</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Follow the system, or always light or dark.</source>
        <translation>跟随系统，或始终使用浅色或深色。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the window, from the next start. The log, the case and reports stay English.</source>
        <translation>窗口的语言，下次启动时生效。日志、案件和报告仍为英文。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Beside the scale that the system gives.</source>
        <translation>在系统缩放之外另行调整。</translation>
    </message>
    <message>
        <source>{size} %</source>
        <translation>{size}%</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Reduced: menus and lists appear at once, and nothing in the window moves by itself.</source>
        <translation>减少：菜单和列表立即出现，窗口中没有任何内容会自行移动。</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>照常</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>Frames looked at</source>
        <translation>检查的帧数</translation>
    </message>
    <message>
        <source>More finds people who pass quickly; fewer reads footage faster.</source>
        <translation>数值越大，越能找到快速经过的人；数值越小，读取影像越快。</translation>
    </message>
    <message>
        <source> per second</source>
        <translation> 帧/秒</translation>
    </message>
    <message>
        <source>Person detector</source>
        <translation>人员检测器</translation>
    </message>
    <message>
        <source>What finds people in footage that is added.</source>
        <translation>用于在添加的影像中查找人员。</translation>
    </message>
    <message>
        <source>Detector&apos;s input</source>
        <translation>检测器输入尺寸</translation>
    </message>
    <message>
        <source>Larger finds smaller people and takes longer. Motion has none.</source>
        <translation>尺寸越大，越能找到较小的人，耗时也越长。运动检测没有此项。</translation>
    </message>
    <message>
        <source>The detector&apos;s own</source>
        <translation>检测器自身的尺寸</translation>
    </message>
    <message>
        <source>{side} pixels</source>
        <translation>{side} 像素</translation>
    </message>
    <message>
        <source>Small people in large frames</source>
        <translation>大画面中的小目标</translation>
    </message>
    <message>
        <source>Frames are looked at in tiles, too, which takes several times as long.</source>
        <translation>另外分块检查每一帧，耗时会增加数倍。</translation>
    </message>
    <message>
        <source>In tiles where the first minutes say that it helps</source>
        <translation>开头几分钟表明有帮助时分块</translation>
    </message>
    <message>
        <source>Never in tiles</source>
        <translation>从不分块</translation>
    </message>
    <message>
        <source>In 2 × 2 tiles</source>
        <translation>分为 2 × 2 块</translation>
    </message>
    <message>
        <source>In 3 × 3 tiles</source>
        <translation>分为 3 × 3 块</translation>
    </message>
    <message>
        <source>Model for new cases</source>
        <translation>新案件使用的模型</translation>
    </message>
    <message>
        <source>A case keeps the model that it was begun with.</source>
        <translation>案件始终保留创建时所用的模型。</translation>
    </message>
    <message>
        <source>Run networks on</source>
        <translation>网络运行于</translation>
    </message>
    <message>
        <source>Automatic takes a GPU that works, else the CPU. What is really used stands in the status bar.</source>
        <translation>“自动”会使用可用的 GPU，否则使用 CPU。实际使用的设备显示在状态栏中。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Hits under the pointer</source>
        <translation>指针所指的结果</translation>
    </message>
    <message>
        <source>Play three seconds of the passage, or stay still. Where the system reduces motion, they stay still.</source>
        <translation>播放片段中的三秒，或保持静止。系统减少动画时保持静止。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Stay still</source>
        <translation>保持静止</translation>
    </message>
    <message>
        <source>Fixed by the policy of this machine ({path}): {sentences}</source>
        <translation>由本机策略（{path}）固定：{sentences}</translation>
    </message>
    <message>
        <source>The default ({name})</source>
        <translation>默认（{name}）</translation>
    </message>
    <message>
        <source>Motion (fixed cameras)</source>
        <translation>运动检测（固定摄像机）</translation>
    </message>
    <message>
        <source>The one that ships with the program ({name})</source>
        <translation>程序自带的模型（{name}）</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n 个已改变</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n 个未找到</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished</source>
        <translation>
            <numerusform>%n 个未完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with gaps</source>
        <translation>
            <numerusform>%n 个有缺口</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>Recorded: {span}</source>
        <translation>录制时间：{span}</translation>
    </message>
    <message numerus="yes">
        <source>In the bin · %n passage(s) not searched</source>
        <translation>
            <numerusform>在回收站中 · %n 个片段不参与搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>Searched as {name}</source>
        <translation>作为 {name} 搜索</translation>
    </message>
    <message>
        <source>Changed: not the content that was added</source>
        <translation>已更改：不是添加时的内容</translation>
    </message>
    <message>
        <source>Not where it was: could not be checked</source>
        <translation>不在原处：无法校验</translation>
    </message>
    <message>
        <source>{state} · content as added</source>
        <translation>{state} · 内容与添加时一致</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) have the content that was added.</source>
        <translation>
            <numerusform>%n 个影像源的内容与添加时一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} lies in the bin. Put it back to watch it.</source>
        <translation>{name} 在回收站中。请先放回再观看。</translation>
    </message>
    <message>
        <source>{name} waits to be read. It can be watched once that has begun.</source>
        <translation>{name} 正等待读取。开始读取后即可观看。</translation>
    </message>
    <message>
        <source>{name} holds people cut out already, and no footage to watch.</source>
        <translation>{name} 中是已裁切好的人物图像，没有可观看的影像。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put into the bin: not searched any more, nothing is deleted.</source>
        <translation>
            <numerusform>%n 个影像源已移入回收站：不再参与搜索，未删除任何内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put back from the bin.</source>
        <translation>
            <numerusform>%n 个影像源已从回收站放回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of %n source(s) is stated; undo takes that back.</source>
        <translation>
            <numerusform>已说明 %n 个影像源的时钟；撤消可将其收回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of %n source(s) is again what it was.</source>
        <translation>
            <numerusform>%n 个影像源的时钟已恢复原样。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The camera of %n source(s) is named; undo takes that back.</source>
        <translation>
            <numerusform>已命名 %n 个影像源的摄像机；撤消可将其收回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The camera of %n source(s) is called again what it was.</source>
        <translation>
            <numerusform>%n 个影像源的摄像机已恢复原名。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n source(s) somebody stated something else since; that stays.</source>
        <translation>
            <numerusform>对 %n 个影像源，此后已有人另作说明；该说明保持不变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) lay in the bin and came back as they were, since they were added again: {names}.</source>
        <translation>
            <numerusform>%n 个影像源原在回收站中，因再次添加而按原样恢复：{names}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages} and {pictures} are removed from the case for good.</source>
        <translation>{passages}和{pictures}将从案件中永久移除。</translation>
    </message>
    <message numerus="yes">
        <source>With them go %n decision(s), mark(s) and sentence(s) of people about them.</source>
        <translation>
            <numerusform>一并移除的还有人员对它们作出的 %n 项判定、标记和描述。</numerusform>
        </translation>
    </message>
    <message>
        <source>The footage itself stays where it is, and the log keeps what was removed.</source>
        <translation>影像文件本身保持原处不动，日志会保留移除记录。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) removed from the case for good.</source>
        <translation>
            <numerusform>%n 个影像源已从案件中永久移除。</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder}: was watched</source>
        <translation>{folder}：曾被监视</translation>
    </message>
    <message>
        <source>{folder}: watched for new videos</source>
        <translation>{folder}：正在监视新视频</translation>
    </message>
    <message numerus="yes">
        <source>{folder}: watched, %n video(s) added</source>
        <translation>
            <numerusform>{folder}：正在监视，已添加 %n 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new video(s) arrived in a watched folder.</source>
        <translation>
            <numerusform>受监视的文件夹中出现了 %n 个新视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of it was stored.</source>
        <translation>未存储其中任何内容。</translation>
    </message>
    <message>
        <source>Nothing of it was taken back.</source>
        <translation>未撤消其中任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>For %n passage(s) it is stored, and undo takes that back.</source>
        <translation>
            <numerusform>已对 %n 个片段存储；可用“撤消”收回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n passage(s) it was taken back; undo goes on with the others.</source>
        <translation>
            <numerusform>已对 %n 个片段撤消；再次“撤消”将继续处理其余片段。</numerusform>
        </translation>
    </message>
    <message>
        <source>The case {name} could not be written to: {sentence}</source>
        <translation>无法写入案件 {name}：{sentence}</translation>
    </message>
    <message numerus="yes">
        <source>Somebody else decided about %n of these passage(s) since. That stays; the rest was taken back.</source>
        <translation>
            <numerusform>此后其他人对其中 %n 个片段作了判定。这些判定保留，其余已撤回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n of these passage(s) another of the cases has a decision with a later time, by the clock of the machine on which it was made. It still counts and is shown; yours is kept in the log of its own case. Have the clocks of both machines checked, and decide again when that time is past.</source>
        <translation>
            <numerusform>其中 %n 个片段在另一案件中有时间更晚的判定（按作出该判定的机器的时钟）。那一判定仍然有效并显示出来；您的判定保留在所属案件的日志中。请让人检查两台机器的时钟，待那一时间过去后重新判定。</numerusform>
        </translation>
    </message>
    <message>
        <source>The case has no passage {track} any more; what was decided of others is stored.</source>
        <translation>案件中已没有片段 {track}；其他片段的判定已保存。</translation>
    </message>
    <message numerus="yes">
        <source>The case has no passage {track} any more, nor %n other(s) of these; what was decided of the rest is stored.</source>
        <translation>
            <numerusform>案件中已没有片段 {track}，另有 %n 个也已不在；其余片段的判定已保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>Search again to see which passages there are now.</source>
        <translation>请重新搜索，查看现有的片段。</translation>
    </message>
    <message>
        <source>The case could not be read</source>
        <translation>无法读取案件</translation>
    </message>
    <message>
        <source>The footage could not be looked for</source>
        <translation>无法查找影像</translation>
    </message>
    <message>
        <source>Added the model {name}; it is used from now on.</source>
        <translation>已添加模型 {name}，从现在起使用。</translation>
    </message>
    <message>
        <source>{case} (read only)</source>
        <translation>{case}（只读）</translation>
    </message>
    <message>
        <source>{share} of footage read</source>
        <translation>影像已读取 {share}</translation>
    </message>
    <message>
        <source>The report is written</source>
        <translation>报告已生成</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Select a hit or a piece of footage first: its case is opened.</source>
        <translation>请先选择一个结果或影像：将打开其所属案件。</translation>
    </message>
    <message>
        <source>Every hit that was found is decided or reviewed.</source>
        <translation>找到的结果均已判定或已查看。</translation>
    </message>
    <message>
        <source>Review: {progress}</source>
        <translation>逐个查看：{progress}</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; none of them stands among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，均不在这些结果之列。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since and would stand among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，均可列入这些结果。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; {some} of them would stand among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，其中 {some} 个可列入这些结果。</numerusform>
        </translation>
    </message>
    <message>
        <source>ddd d MMMM yyyy</source>
        <comment>a date, in the letters of Qt&apos;s QLocale</comment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>a month, in the letters of Qt&apos;s QLocale</comment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>No date or time of day: no recorder&apos;s clock is known here</source>
        <translation>无日期和时刻：此处没有已知的录像机时钟</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a known clock</source>
        <translation>
            <numerusform>%n 个影像源的时钟未知</numerusform>
        </translation>
    </message>
    <message>
        <source>A filter by date or time of day leaves these out. State when they begin (Footage, Recorder&apos;s clock) to include them:</source>
        <translation>按日期或时刻筛选时会略去以下影像源。填写其开始时间（菜单“影像”→“录像机时钟”）即可纳入：</translation>
    </message>
    <message numerus="yes">
        <source>Show more: %n below these</source>
        <translation>
            <numerusform>显示更多：后面还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{decided} of the {shown} shown decided, {found} found</source>
        <translation>所示 {shown} 个中已判定 {decided} 个，共找到 {found} 个</translation>
    </message>
    <message>
        <source>{decided} of {of} decided</source>
        <translation>已判定 {decided} / {of}</translation>
    </message>
    <message numerus="yes">
        <source>%n of {found} hits selected: those shown here.</source>
        <translation>
            <numerusform>已选择 %n 个结果（此处所示），共 {found} 个。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n hit(s) selected.</source>
        <translation>
            <numerusform>已选择全部 %n 个结果。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; nothing was decided.</source>
        <translation>已停止；没有判定任何片段。</translation>
    </message>
    <message>
        <source>All of it was taken back.</source>
        <translation>已全部撤回。</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n passage(s) are decided; undo takes that back.</source>
        <translation>
            <numerusform>已停止：%n 个片段已判定；撤消可将其收回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n passage(s) still stand as they were decided; undo goes on.</source>
        <translation>
            <numerusform>已停止：%n 个片段仍保留原判定；再按撤消可继续。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{verdict}: %n hit(s) proposed to show one person.</source>
        <translation>
            <numerusform>{verdict}：%n 个结果，被提议为同一人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of the group are not among the hits and stay as they are.</source>
        <translation>
            <numerusform>同组另有 %n 个不在结果之列，保持不变。</numerusform>
        </translation>
    </message>
    <message>
        <source>A proposal, never an identification.</source>
        <translation>仅为提议，并非身份认定。</translation>
    </message>
    <message>
        <source>The clock was not changed</source>
        <translation>时钟未更改</translation>
    </message>
    <message>
        <source>The camera was not named</source>
        <translation>摄像机未命名</translation>
    </message>
    <message>
        <source>read</source>
        <comment>of footage</comment>
        <translation>已读取</translation>
    </message>
    <message>
        <source>grey or infrared</source>
        <translation>灰度或红外</translation>
    </message>
    <message>
        <source>through a fish-eye</source>
        <translation>鱼眼镜头</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>过暗</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… 以及另外 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources and what was read of them</source>
        <translation>影像源及其已读取的部分</translation>
    </message>
    <message>
        <source>{time}: a click shows the footage there</source>
        <translation>{time}：单击可观看此处的影像</translation>
    </message>
    <message>
        <source>Legend of the bars</source>
        <translation>条形图图例</translation>
    </message>
    <message>
        <source>What searches of this case cover</source>
        <translation>本案件的搜索所覆盖的范围</translation>
    </message>
    <message>
        <source>What a search covers</source>
        <translation>搜索的覆盖情况</translation>
    </message>
    <message>
        <source>The coverage could not be read</source>
        <translation>无法读取覆盖情况</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>已写入：{path}</translation>
    </message>
    <message>
        <source>Copied: what searches of this case cover</source>
        <translation>已复制：本案件的搜索所覆盖的范围</translation>
    </message>
    <message>
        <source>What is to be seen of this passage</source>
        <translation>此片段中能看到什么</translation>
    </message>
    <message>
        <source>How many passages are described</source>
        <translation>已描述的片段数</translation>
    </message>
    <message>
        <source>Describe</source>
        <comment>a page</comment>
        <translation>描述标注</translation>
    </message>
    <message>
        <source>The passages could not be read</source>
        <translation>无法读取片段</translation>
    </message>
    <message>
        <source>The sentence was not stored</source>
        <translation>这句话未保存</translation>
    </message>
    <message>
        <source>Picture of passage {number}</source>
        <translation>片段 {number} 的截图</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>没有截图</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间 (UTC)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>What</source>
        <comment>was done</comment>
        <translation>内容</translation>
    </message>
    <message>
        <source>Stop; nothing was written</source>
        <translation>停止；没有写入任何内容</translation>
    </message>
    <message>
        <source>Every action</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>The log could not be read</source>
        <translation>无法读取日志</translation>
    </message>
    <message>
        <source>What the check found</source>
        <translation>校验结果</translation>
    </message>
    <message>
        <source>Fields of the entry</source>
        <translation>条目的字段</translation>
    </message>
    <message>
        <source>read the footage, too</source>
        <translation>同时读取影像</translation>
    </message>
    <message>
        <source>When the case is verified: compare every source&apos;s footage with its hash</source>
        <translation>校验案件时：将每个影像源的影像与其哈希值比对</translation>
    </message>
    <message>
        <source>words in any field</source>
        <translation>任意字段中的文字</translation>
    </message>
    <message>
        <source>Show only entries in which these words stand</source>
        <translation>仅显示包含这些文字的条目</translation>
    </message>
    <message>
        <source>Show only entries of this action</source>
        <translation>仅显示此操作的条目</translation>
    </message>
    <message>
        <source>the program&apos;s own notes, too</source>
        <translation>同时显示程序自身的记录</translation>
    </message>
    <message>
        <source>Entries that only say what the program keeps for itself, as which footage waits</source>
        <translation>仅说明程序自身所记内容的条目，例如哪些影像正在等待</translation>
    </message>
    <message>
        <source>Whose log is shown, of several cases</source>
        <translation>显示多个案件中哪一个的日志</translation>
    </message>
    <message>
        <source>Entries of the log</source>
        <translation>日志条目</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Log of {name}</source>
        <translation>{name} 的日志</translation>
    </message>
    <message>
        <source>The case could not be checked</source>
        <translation>无法校验案件</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Head of the log, to be noted elsewhere: {head}</source>
        <translation>日志头（请另行记录）：{head}</translation>
    </message>
    <message>
        <source>{verdict} Head of the log: {head}</source>
        <translation>{verdict}日志头：{head}</translation>
    </message>
    <message>
        <source>Checked: {finding}</source>
        <translation>已校验：{finding}</translation>
    </message>
    <message>
        <source>The model&apos;s card</source>
        <translation>模型说明卡</translation>
    </message>
    <message>
        <source>Changing {title}</source>
        <translation>更换 {title}</translation>
    </message>
    <message>
        <source>Progress of changing {title}</source>
        <translation>更改{title}的进度</translation>
    </message>
    <message>
        <source>Stop changing {title}</source>
        <translation>停止更改{title}</translation>
    </message>
    <message>
        <source>It starts when what writes to the case is done.</source>
        <translation>正在写入案件的工作完成后开始。</translation>
    </message>
    <message>
        <source>Stop; what was embedded is kept, and the case is as it was for searches</source>
        <translation>停止；已计算的向量保留，搜索仍与之前一样</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Downloading {title}</source>
        <translation>正在下载 {title}</translation>
    </message>
    <message>
        <source>Progress of downloading {title}</source>
        <translation>下载 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop downloading {title}</source>
        <translation>停止下载 {title}</translation>
    </message>
    <message>
        <source>It starts when what is being downloaded is there.</source>
        <translation>当前的下载完成后开始。</translation>
    </message>
    <message>
        <source>Stop; what arrived is kept, and the next time goes on from there</source>
        <translation>停止；已下载的部分保留，下次从那里继续</translation>
    </message>
    <message>
        <source>Stopping; what arrived is kept…</source>
        <translation>正在停止；已下载的部分保留…</translation>
    </message>
    <message>
        <source>Models of this machine</source>
        <translation>本机的模型</translation>
    </message>
    <message>
        <source>The models could not be listed</source>
        <translation>无法列出模型</translation>
    </message>
    <message>
        <source>What can be downloaded could not be listed</source>
        <translation>无法列出可以下载的内容</translation>
    </message>
    <message>
        <source>{name} was downloaded and added.</source>
        <translation>{name} 已下载并添加。</translation>
    </message>
    <message>
        <source>The model was not downloaded</source>
        <translation>模型没有下载</translation>
    </message>
    <message>
        <source>The models could not be checked</source>
        <translation>无法校验模型</translation>
    </message>
    <message>
        <source>New cases begin with {name}.</source>
        <translation>新案件将使用 {name}。</translation>
    </message>
    <message>
        <source>The choice is as it was</source>
        <translation>选择保持不变</translation>
    </message>
    <message>
        <source>Removed {name}.</source>
        <translation>已移除 {name}。</translation>
    </message>
    <message>
        <source>The model was not removed</source>
        <translation>模型未移除</translation>
    </message>
    <message>
        <source>What a change would take could not be told</source>
        <translation>无法估计更换所需的时间</translation>
    </message>
    <message>
        <source>The case&apos;s model is as it was</source>
        <translation>案件的模型保持不变</translation>
    </message>
    <message>
        <source>The case&apos;s models could not be read</source>
        <translation>无法读取案件的模型</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>没有打开案件。</translation>
    </message>
    <message>
        <source>Change the case to {model}?</source>
        <translation>让案件改用 {model}？</translation>
    </message>
    <message>
        <source>Change the model</source>
        <translation>更换模型</translation>
    </message>
    <message>
        <source>a name for this proposal, such as “red coat”</source>
        <translation>为此提议命名，例如“红外套”</translation>
    </message>
    <message>
        <source>Name of the likely person</source>
        <translation>可能的同一人的名称</translation>
    </message>
    <message>
        <source>Passages of the likely person</source>
        <translation>可能的同一人的片段</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Persons: {title}</source>
        <translation>人员：{title}</translation>
    </message>
    <message>
        <source>Progress: {title}</source>
        <translation>进度：{title}</translation>
    </message>
    <message>
        <source>Stop: {title}</source>
        <translation>停止：{title}</translation>
    </message>
    <message>
        <source>It starts when the grouping before it is done.</source>
        <translation>上一次分组完成后开始。</translation>
    </message>
    <message>
        <source>Stop; nothing is lost</source>
        <translation>停止；不会丢失任何内容</translation>
    </message>
    <message>
        <source>Likely persons</source>
        <translation>可能的同一人</translation>
    </message>
    <message>
        <source>The decision was not made again</source>
        <translation>判定未重做</translation>
    </message>
    <message>
        <source>Nobody was proposed</source>
        <translation>没有提出任何人</translation>
    </message>
    <message>
        <source>Nothing was decided</source>
        <translation>没有作出判定</translation>
    </message>
    <message>
        <source>by each file&apos;s own time, as not every recorder&apos;s clock is known</source>
        <translation>按各文件自身的时间，因为并非每台录像机的时钟都已知</translation>
    </message>
    <message>
        <source>Timeline over cameras</source>
        <translation>跨摄像机的时间线</translation>
    </message>
    <message>
        <source>{at} of {all}: {appearance}</source>
        <translation>第 {at} 个，共 {all} 个：{appearance}</translation>
    </message>
    <message numerus="yes">
        <source>%n more camera(s)</source>
        <translation>
            <numerusform>另外 %n 台摄像机</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} in all</source>
        <translation>共 {time}</translation>
    </message>
    <message>
        <source>Retraining: {title}</source>
        <translation>再训练：{title}</translation>
    </message>
    <message>
        <source>Stop; no model is left</source>
        <translation>停止；不留下模型</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>添加此模型</translation>
    </message>
    <message>
        <source>Add the new model to this machine&apos;s</source>
        <translation>将新模型添加到本机</translation>
    </message>
    <message>
        <source>The pairs were not written</source>
        <translation>图文对未写入</translation>
    </message>
    <message>
        <source>Nothing was learnt</source>
        <translation>没有学到任何内容</translation>
    </message>
    <message>
        <source>Page {name}</source>
        <translation>页面：{name}</translation>
    </message>
    <message>
        <source>Looking at the folder</source>
        <translation>正在查看文件夹</translation>
    </message>
    <message>
        <source>{folder} is not watched any more</source>
        <translation>不再监视 {folder}</translation>
    </message>
    <message>
        <source>No person detector is installed, so people are found by motion: that needs a fixed camera and misses who stands still. A YOLOX file (.onnx) finds people as such.</source>
        <translation>未安装人员检测器，因此按运动查找人员：这需要固定摄像机，且会漏掉静止的人。YOLOX 文件（.onnx）可直接识别人员。</translation>
    </message>
    <message>
        <source>Grey, infrared or dark: colours cannot be told here</source>
        <translation>灰度、红外或过暗：此处无法辨别颜色</translation>
    </message>
    <message>
        <source>A score is a reason to look, not an identification.</source>
        <translation>分数只是值得查看的理由，并非身份认定。</translation>
    </message>
    <message>
        <source>Search footage for a person by describing them. Everything stays on this machine.</source>
        <translation>通过描述在影像中搜索人员。所有内容都留在本机。</translation>
    </message>
    <message>
        <source>match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>中</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>弱</translation>
    </message>
    <message numerus="yes">
        <source>Not where it was · %n passage(s) kept</source>
        <translation>
            <numerusform>已不在原处 · 保留 %n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading · %n passage(s) so far</source>
        <translation>
            <numerusform>正在读取 · 目前 %n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Waiting to be read</source>
        <translation>等待读取</translation>
    </message>
    <message>
        <source>Unfinished · read up to {time}</source>
        <translation>未完成 · 已读到 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) · {time} could not be read</source>
        <translation>
            <numerusform>%n 个片段 · {time} 无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) in {time}</source>
        <translation>
            <numerusform>{time} 内 %n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} too dark</source>
        <translation>{time} 过暗</translation>
    </message>
    <message>
        <source>{time} without colour</source>
        <translation>{time} 无颜色</translation>
    </message>
    <message>
        <source>{time} through a fish-eye</source>
        <translation>{time} 鱼眼画面</translation>
    </message>
    <message>
        <source>Camera: {name}</source>
        <translation>摄像机：{name}</translation>
    </message>
    <message numerus="yes">
        <source>Found: %n passage(s), {pictures}</source>
        <translation>
            <numerusform>找到：%n 个片段，{pictures}</numerusform>
        </translation>
    </message>
    <message>
        <source>It is read when its turn comes, or with “Go on”. Del takes it out of the list.</source>
        <translation>轮到它时或按“继续”后读取。Del 可将其从列表中移除。</translation>
    </message>
    <message>
        <source>Adding it again goes on where it stopped.</source>
        <translation>再次添加即从停止处继续。</translation>
    </message>
    <message>
        <source>{time} of {declared}</source>
        <translation>{declared} 中的 {time}</translation>
    </message>
    <message numerus="yes">
        <source>Read: {time}, %n frame(s), {looked} looked at</source>
        <translation>
            <numerusform>已读取：{time}，%n 帧，检查了 {looked} 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>file {number}</source>
        <translation>文件 {number}</translation>
    </message>
    <message>
        <source>{rate} frames/s</source>
        <translation>{rate} 帧/秒</translation>
    </message>
    <message>
        <source>{factor} × real time</source>
        <translation>{factor} 倍实时</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>camera {name}</source>
        <translation>摄像机 {name}</translation>
    </message>
    <message>
        <source>score {number}</source>
        <translation>分数 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>%n 个片段，按影像顺序</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first {shown} of %n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>%n 个片段中的前 {shown} 个，按影像顺序</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), the most alike first.</source>
        <translation>
            <numerusform>%n 个片段，最相似的在前。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The {shown} most alike of %n passage(s).</source>
        <translation>
            <numerusform>%n 个片段中最相似的 {shown} 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>{phrase} (by its path)</source>
        <translation>{phrase}（根据路径）</translation>
    </message>
    <message>
        <source>shows {phrases}</source>
        <translation>有 {phrases}</translation>
    </message>
    <message>
        <source>does not show {phrases}</source>
        <translation>没有 {phrases}</translation>
    </message>
    <message>
        <source>The model was not taught {words}; the search went by the other words.</source>
        <translation>模型没有学过 {words}，已按其余的词搜索。</translation>
    </message>
    <message numerus="yes">
        <source>{failed} of %n source(s) could not be read.</source>
        <translation>
            <numerusform>%n 个影像源中有 {failed} 个无法读取。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the list.</source>
        <translation>
            <numerusform>另外还有 %n 个：见列表。</numerusform>
        </translation>
    </message>
    <message>
        <source>The case holds the content of {names} under another name; it counts once.</source>
        <translation>案件中已有 {names} 的内容，只是名称不同，只计一次。</translation>
    </message>
    <message numerus="yes">
        <source>Left out beside it, no footage: %n (the page Coverage says what).</source>
        <translation>
            <numerusform>其旁未纳入的非影像文件：%n 个（“覆盖情况”页面有说明）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Recorder {time}</source>
        <translation>录像机 {time}</translation>
    </message>
    <message>
        <source>Corrected {time}</source>
        <translation>校正后 {time}</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>尚未判定</translation>
    </message>
    <message>
        <source>{verdict}, by {user}, {time} UTC</source>
        <translation>{verdict}，由 {user} 于 {time} UTC 判定</translation>
    </message>
    <message>
        <source>the example image</source>
        <translation>示例图像</translation>
    </message>
    <message>
        <source>passages like those chosen</source>
        <translation>与所选相似的片段</translation>
    </message>
    <message>
        <source>Stopped. What was done so far is kept.</source>
        <translation>已停止。至此完成的内容已保留。</translation>
    </message>
    <message>
        <source>The process that works beside the window could not be started ({why}). The case is as it was; close other programs and try again, or install the program again if this goes on.</source>
        <translation>无法启动在窗口之外工作的进程（{why}）。案件保持原样；请关闭其他程序后重试，如果问题持续出现，请重新安装本程序。</translation>
    </message>
    <message>
        <source>The process that worked beside the window ended in the middle ({why}), as it does where a machine has too little memory. What it had stored in the case is kept. Ask for the same again; footage goes on from where it was.</source>
        <translation>在窗口之外执行这项工作的进程中途结束了（{why}），内存不足的机器上会出现这种情况。此前已存入案件的内容都已保留。请再次执行同样的操作；影像会从中断处继续读取。</translation>
    </message>
    <message>
        <source>The case can only be read: its file or its folder cannot be written to.</source>
        <translation>此案件只能读取：其文件或所在文件夹无法写入。</translation>
    </message>
    <message>
        <source>This is done in one case at a time: open that case by itself (Case → Open its case by itself).</source>
        <translation>此操作一次只能在一个案件中进行：请单独打开该案件（案件 → 单独打开其案件）。</translation>
    </message>
    <message>
        <source>A report is about one case, whose log and footage it can be checked against: open that case by itself (Case → Open its case by itself), and write one for each.</source>
        <translation>报告针对一个案件，可与该案件的日志和影像核对：请单独打开该案件（案件 → 单独打开其案件），每个案件各写一份。</translation>
    </message>
    <message>
        <source>The case of this footage can only be read: its log could not say what was taken out of it.</source>
        <translation>此影像所属的案件只能读取：其日志无法记下从影像中取出了什么。</translation>
    </message>
    <message>
        <source>This is a team&apos;s case, in which {name} takes part as a reader: it can be searched and checked, nothing of that goes into its log, and everything that would write to it is off.</source>
        <translation>这是团队的案件，{name} 以读者身份参加：可以搜索和校验，这些都不记入日志，所有会写入案件的操作都已停用。</translation>
    </message>
    <message>
        <source>This is a team&apos;s case: what you decide goes to all who work in it, under the name {name}.</source>
        <translation>这是团队的案件：您的判定会以 {name} 的名义传给所有参与者。</translation>
    </message>
    <message>
        <source>The case {name} can only be read: its file or its folder cannot be written to. It can be searched and checked, and nothing of that goes into its log; everything that would write to it is off. To work in it, have the permissions changed or copy it to another folder, and open it again.</source>
        <translation>案件 {name} 只能读取：其文件或所在文件夹无法写入。可以搜索和校验，但这些操作不会记入日志；所有会写入案件的功能都已停用。若要在其中工作，请修改权限或将其复制到其他文件夹，然后重新打开。</translation>
    </message>
    <message>
        <source>No model can be fetched</source>
        <translation>无法下载任何模型</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>下载模型</translation>
    </message>
    <message>
        <source>Models that can be downloaded</source>
        <translation>可以下载的模型</translation>
    </message>
    <message>
        <source>What is known of the model</source>
        <translation>此模型的已知信息</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>“{name}” is called “{new_name}” now; that was searched.</source>
        <translation>“{name}”现在叫“{new_name}”；已按此搜索。</translation>
    </message>
</context>
</TS>
