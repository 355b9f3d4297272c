/** Words of the sheet that shows the reader's own files before they are used. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'own.title': 'Your images',
    'own.cancel': 'Cancel',
    'own.use': 'Use these images',
    'own.reading': 'Reading the files…',
    'own.counts':
      '{train, plural, one {# training image} other {# training images}}, {test, plural, one {# test image} other {# test images}}.',
    'own.unused': 'Nothing is changed until you use them.',
    'own.cut': 'Cut it into signs',
    'own.cut.text': 'A photograph of a sheet of handwritten signs gives an image for each of them.',
    'own.keep': 'Keep the images at {form} instead of 28 × 28 in grey',
    'own.labels': 'Use the labels',
    'own.mix': 'Mix them into the data set in use ({dataset})',
    'own.mix.own':
      'They take the place of your images that are in use. To mix them into a data set of this page, choose it first.',
    'own.mix.new': 'New classes: {classes}.',
    'own.mix.joined': 'Added to classes of the same name: {classes}.',
    'own.mix.some':
      '{count} of {found, plural, one {# training image} other {# training images}} are used, spread evenly: with the others, a set can have no more.',
    'own.unlabelled': 'No labels',
    'own.class': '{name}: {count, plural, one {# image} other {# images}}',
    'own.done': 'What was done',
    'own.wrong': 'What to check',
    'own.turn': 'Turn them',
    'own.invert': 'Invert them',
    'own.image': 'Image {n} of {name}',
    'own.note.scaled':
      '{file}: numbers of type {type} were scaled; {low} became paper (0) and {high} ink (255).',
    'own.note.notFinite':
      '{file}: {count, plural, one {# number is} other {# numbers are}} infinite or not a number, and became paper.',
    'own.note.resized':
      '{file}: images of {rows} × {columns} were resized to {form}; their proportions are kept.',
    'own.note.padded': '{file}: images of {rows} × {columns} got a border, to {form}.',
    'own.note.cropped': '{file}: of images of {rows} × {columns}, the blank border was cut off.',
    'own.note.grey': '{file}: colours became grey, as 0.299 red + 0.587 green + 0.114 blue.',
    'own.note.transparent':
      '{count, plural, one {# picture has} other {# pictures have}} a transparent background, which became paper.',
    'own.note.headerCount':
      '{file}: its header counts {header, plural, one {# image} other {# images}}, but it holds {found}; all were taken.',
    'own.note.trailing':
      '{file}: {extra, plural, one {# byte} other {# bytes}} at its end belong to no image, and were left out.',
    'own.note.twoBytes':
      '{file} has two bytes a pixel under a header that says one; the bytes that are always zero were left out.',
    'own.note.firstColumn':
      '{file}: a table of {columns} numbers an image, as in QMNIST; the first one is the label.',
    'own.note.oneBased': '{file}: labels from 1 to 10; 10 was read as 0.',
    'own.note.classNames': 'On the plane, long names of classes are shown as numbers: {names}.',
    'own.note.emnist': 'The name says EMNIST, so its labels are named: {names}.',
    'own.note.labelsCount':
      '{file} holds {labels, plural, one {# label} other {# labels}}, but {imagesFile} holds {images, plural, one {# image} other {# images}}: the labels are not used.',
    'own.note.labelsRange':
      '{file}: labels from {low} to {high}; models here know {classes, plural, one {# class} other {# classes}}, so the labels are not used.',
    'own.note.labelsSeveral':
      '{file}: {columns, plural, one {# label} other {# labels}} an image; models here know one, so they are not used.',
    'own.note.labelsDamaged': '{file}: the labels are damaged or cut off, so they are not used.',
    'own.note.labelsUnclear':
      '{file}: it is unclear which images these labels belong to, so they are not used.',
    'own.note.split':
      'There is no test set: {count, plural, one {# image was} other {# images were}} set aside for testing.',
    'own.note.limited':
      '{file}: {count} of {found, plural, one {# image} other {# images}} are used, spread evenly; a set can have no more.',
    'own.note.aside': '{file} is a validation set, and is not used.',
    'own.note.strangers':
      '{count, plural, one {{file} holds no images and was left out.} other {# files hold no images and were left out: {file} …}}',
    'own.finding.turned':
      '{share} of the images are wider than high: do they lie on their side, as EMNIST’s do?',
    'own.finding.inverted':
      '{share} of the images are dark ink on white paper, stored the other way round than MNIST’s. Inverted, they go with your drawings.',
    'own.finding.blank': '{count, plural, one {# training image is} other {# training images are}} blank.',
    'own.finding.duplicates':
      '{count, plural, one {# training image is a copy} other {# training images are copies}} of another.',
    'own.finding.shared':
      '{count, plural, one {# test image is} other {# test images are}} also in the training set, so the test loss will look too good.',
    'own.finding.unlike':
      'Test images look unlike training images: do they belong to the same set? The test loss would lie far above the training loss.',
    'own.finding.missing': 'There are no training images of these classes: {classes}.',
  },
  'zh-CN': {
    'own.title': '你的图像',
    'own.cancel': '取消',
    'own.use': '使用这些图像',
    'own.reading': '正在读取文件……',
    'own.counts': '{train} 张训练图像，{test} 张测试图像。',
    'own.unused': '点击“使用”之前，一切保持不变。',
    'own.cut': '切成单个字符',
    'own.cut.text': '手写字符纸的照片可切分为每个字符一张图像。',
    'own.keep': '保留为 {form}，而不是 28 × 28 灰度',
    'own.labels': '使用标签',
    'own.mix': '混入正在使用的数据集（{dataset}）',
    'own.mix.own': '它们将取代正在使用的你的图像。若要混入本页的某个数据集，请先选择该数据集。',
    'own.mix.new': '新增类别：{classes}。',
    'own.mix.joined': '并入同名类别：{classes}。',
    'own.mix.some': '共 {found} 张训练图像，均匀选用其中 {count} 张：合在一起不能更多。',
    'own.unlabelled': '无标签',
    'own.class': '{name}：{count} 张',
    'own.done': '已做的处理',
    'own.wrong': '请检查',
    'own.turn': '转正',
    'own.invert': '反色',
    'own.image': '{name} 的第 {n} 张图像',
    'own.note.scaled': '{file}：{type} 类型的数值已缩放，{low} 对应空白（0），{high} 对应墨迹（255）。',
    'own.note.notFinite': '{file}：有 {count} 个数为无穷大或非数值，已作为空白。',
    'own.note.resized': '{file}：{rows} × {columns} 的图像已缩放为 {form}，长宽比不变。',
    'own.note.padded': '{file}：{rows} × {columns} 的图像已加边补为 {form}。',
    'own.note.cropped': '{file}：图像为 {rows} × {columns}，空白边缘已裁去。',
    'own.note.grey': '{file}：彩色已转为灰度（0.299 红 + 0.587 绿 + 0.114 蓝）。',
    'own.note.transparent': '{count} 张图片的背景透明，已作为空白。',
    'own.note.headerCount': '{file}：文件头声明 {header} 张图像，实有 {found} 张，已全部采用。',
    'own.note.trailing': '{file}：末尾有 {extra} 字节不属于任何图像，已忽略。',
    'own.note.twoBytes': '{file} 每个像素占两个字节，而文件头声明为一个；恒为零的字节已去掉。',
    'own.note.firstColumn': '{file}：每张图像有 {columns} 个数（如 QMNIST），第一个是标签。',
    'own.note.oneBased': '{file}：标签为 1 到 10，其中 10 视为 0。',
    'own.note.classNames': '在平面上，名称较长的类别以编号显示：{names}。',
    'own.note.emnist': '文件名表明是 EMNIST，因此按其规定为标签命名：{names}。',
    'own.note.labelsCount': '{file} 有 {labels} 个标签，而 {imagesFile} 有 {images} 张图像：未使用标签。',
    'own.note.labelsRange':
      '{file}：标签为 {low} 到 {high}；这里的模型最多支持 {classes} 个类别，因此未使用标签。',
    'own.note.labelsSeveral': '{file}：每张图像有 {columns} 个标签；这里的模型只支持一个，因此未使用。',
    'own.note.labelsDamaged': '{file}：标签文件已损坏或不完整，未使用标签。',
    'own.note.labelsUnclear': '{file}：无法判断这些标签属于哪些图像，因此未使用。',
    'own.note.split': '没有测试集：已留出 {count} 张图像用于测试。',
    'own.note.limited': '{file}：共 {found} 张图像，均匀选用其中 {count} 张，这是一个集合的上限。',
    'own.note.aside': '{file} 是验证集，未使用。',
    'own.note.strangers': '{count} 个文件中没有图像，已忽略：{file} 等。',
    'own.finding.turned': '{share} 的图像宽大于高：是否像 EMNIST 那样横躺着？',
    'own.finding.inverted': '{share} 的图像是白底黑字，与 MNIST 的存储方式相反。反色后才与你的手绘一致。',
    'own.finding.blank': '有 {count} 张训练图像是空白的。',
    'own.finding.duplicates': '有 {count} 张训练图像与其他图像相同。',
    'own.finding.shared': '有 {count} 张测试图像也在训练集中，测试损失会显得过低。',
    'own.finding.unlike': '测试图像与训练图像差别很大：它们属于同一个数据集吗？测试损失会远高于训练损失。',
    'own.finding.missing': '以下类别没有训练图像：{classes}。',
  },
});
